import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import type { CoreHost } from '#main/core-host/core-host.ts';
import type { LinePort } from '#main/core-host/core-process.ts';
import { type CoreClient, createCoreClient } from '#renderer/client/core-client.ts';
import type { MethodMap } from '#shared/contract/define.ts';
import type { EventContract } from '#shared/contract/frames.ts';
import { portMessageType } from '#shared/contract/shell-bridge.ts';

/** A Node port in the shape of Electron's MessagePortMain. */
function linePort(port: NodePort): LinePort {
  return {
    postMessage: (data) => port.postMessage(data),
    on: (event: 'message' | 'close', listener: (message: { data: unknown }) => void) =>
      event === 'message'
        ? port.on('message', (data: unknown) => listener({ data }))
        : port.on('close', () => listener({ data: null })),
    start: () => undefined,
    close: () => port.close(),
  };
}

export interface ShellWindow<C extends MethodMap, E extends EventContract> {
  readonly client: CoreClient<C, E>;
  close(): void;
}

/** A window without Electron: the page's real client, connected to a real host as main does it. */
export function openShellWindow<C extends MethodMap, E extends EventContract>(host: CoreHost): ShellWindow<C, E> {
  const target = new EventTarget();
  const origin = 'dossier://app';
  let clientId: number | null = null;
  let end: () => void = () => undefined;
  const disconnect = (): void => {
    if (clientId !== null) host.disconnect(clientId);
    clientId = null;
  };
  const client = createCoreClient<C, E>({
    messages: { addEventListener: target.addEventListener.bind(target), location: { origin } } as Pick<
      Window,
      'addEventListener' | 'location'
    >,
    bridge: {
      connect: () => {
        disconnect();
        const { port1, port2 } = new MessageChannel();
        clientId = host.connect('main', linePort(port1));
        if (clientId === null) return;
        const message = Object.assign(new Event('message'), {
          data: { type: portMessageType },
          ports: [port2],
          origin,
        });
        queueMicrotask(() => target.dispatchEvent(message));
      },
      onCoreState: (listener) => {
        end = host.onState(listener);
        queueMicrotask(() => listener(host.state));
        return end;
      },
      restartCore: () => host.retry(),
    },
  });
  return {
    client,
    close: () => {
      end();
      disconnect();
    },
  };
}

/** Resolves when the client is in the state. */
export function whenState(
  client: Pick<CoreClient<MethodMap, EventContract>, 'state' | 'onState'>,
  wanted: string,
): Promise<void> {
  if (client.state === wanted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = client.onState((state) => {
      if (state !== wanted) return;
      end();
      resolve();
    });
  });
}
