import type { Page } from 'playwright-core';

/**
 * One proper call past the page's own client; the reply as it came. The page may have asked for a line just before: main
 * gives up that one for ours, and it can arrive dead, without a word. So every line that comes until the answer is taken,
 * and the call made on the newest, which the page holds: what nothing holds is collected with whoever waits for it.
 */
export function callRaw(page: Page, method: string, args: unknown): Promise<unknown> {
  return page.evaluate(
    ([name, value]) =>
      new Promise((resolve) => {
        const ownId = 1_000_001;
        const kept = window as unknown as { rawLine?: MessagePort };
        const take = (event: MessageEvent): void => {
          const [port] = event.ports;
          if (port === undefined) return;
          event.stopImmediatePropagation();
          kept.rawLine = port;
          port.onmessage = ({ data }: MessageEvent<{ t: string; id: number }>) => {
            if (data.t !== 'reply' || data.id !== ownId) return;
            window.removeEventListener('message', take, true);
            port.close();
            delete kept.rawLine;
            resolve(data);
          };
          port.postMessage({ t: 'call', id: ownId, method: name, args: value });
        };
        window.addEventListener('message', take, true);
        (window as unknown as { dossier: { connect(): void } }).dossier.connect();
      }),
    [method, args] as const,
  );
}

/**
 * Takes a line to the core past the page's own client, as a page that was taken over would, and sends it
 * these frames one by one. Gives what came back: events left out, one reply a frame, null where none came
 * before the reply to a later, proper call.
 */
export function sendRawFrames(page: Page, frames: readonly unknown[]): Promise<unknown[]> {
  return page.evaluate(async (toSend) => {
    const port = await new Promise<MessagePort>((resolve) => {
      const take = (event: MessageEvent): void => {
        const [first] = event.ports;
        if (first === undefined) return;
        event.stopImmediatePropagation();
        window.removeEventListener('message', take, true);
        resolve(first);
      };
      window.addEventListener('message', take, true);
      (window as unknown as { dossier: { connect(): void } }).dossier.connect();
    });
    const replies: unknown[] = [];
    const probeId = 1_000_000;
    const done = new Promise<void>((resolve) => {
      port.onmessage = ({ data }: MessageEvent<{ t: string; id: number }>) => {
        if (data.id === probeId) resolve();
        else if (data.t === 'reply') replies.push(data);
      };
    });
    for (const frame of toSend) port.postMessage(frame);
    port.postMessage({ t: 'call', id: probeId, method: 'probe.none', args: null });
    await done;
    port.close();
    return replies;
  }, frames as unknown[]);
}
