import { type ClientInfo, type CoreFrame, readWindowFrame, salvageId } from '#shared/contract/frames.ts';
import { AppError, toPlain } from '#shared/errors/app-error.ts';
import type { CoreProcess, LinePort } from './core-process.ts';

/** One window's line to one core: handed over where the core takes ports, relayed where it does not. */
export class WindowLine {
  readonly client: ClientInfo;
  readonly #port: LinePort;
  readonly #handedOver: boolean;
  #open = true;

  constructor(client: ClientInfo, port: LinePort, core: CoreProcess, onClosed: () => void) {
    this.client = client;
    this.#port = port;
    this.#handedOver = core.takesPorts;
    if (core.takesPorts) {
      core.send({ t: 'client-connected', client }, port);
      return;
    }
    const { clientId } = client;
    core.send({ t: 'client-connected', client });
    port.on('message', ({ data }) => {
      const frame = readWindowFrame(data);
      if (frame !== null) core.send({ t: 'client', clientId, frame });
      else this.#refuse(data);
    });
    port.on('close', () => {
      if (!this.#open) return;
      this.#open = false;
      core.send({ t: 'client-closed', clientId });
      onClosed();
    });
    port.start();
  }

  /** A frame of the core for this window. */
  pass(frame: CoreFrame): void {
    if (this.#open && !this.#handedOver) this.#port.postMessage(frame);
  }

  /** The core is gone, or the window asks for a new line. */
  close(): void {
    this.#open = false;
    if (!this.#handedOver) this.#port.close();
  }

  #refuse(data: unknown): void {
    const id = salvageId(data);
    if (id !== null) this.pass({ t: 'reply', id, ok: false, error: toPlain(new AppError('bad-request')) });
  }
}
