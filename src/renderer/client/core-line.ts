import { FrameCaller, type StartTimer } from '#shared/contract/frame-caller.ts';
import { type CoreFrame, type EventFrame, readCoreFrame } from '#shared/contract/frames.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const startTimer: StartTimer = (afterMs, fire) => {
  const timer = setTimeout(fire, afterMs);
  return () => clearTimeout(timer);
};

/** One port to one core. When that core is gone the line is ended and never used again. */
export class CoreLine {
  readonly caller: FrameCaller;
  readonly #port: MessagePort;

  constructor(port: MessagePort, timeoutMs: number, onEvent: (event: EventFrame) => void) {
    this.#port = port;
    this.caller = new FrameCaller({ send: (frame) => port.postMessage(frame), startTimer, timeoutMs });
    port.onmessage = ({ data }: MessageEvent<unknown>) => {
      const frame: CoreFrame | null = readCoreFrame(data);
      if (frame !== null && !this.caller.accept(frame)) onEvent(frame);
    };
  }

  end(): void {
    this.#port.onmessage = null;
    this.#port.close();
    this.caller.failAll(new AppError('core-lost'));
  }
}
