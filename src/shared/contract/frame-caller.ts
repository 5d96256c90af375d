import { AppError, fromPlain } from '../errors/app-error.ts';
import type { CoreFrame, ReplyFrame, WindowFrame } from './frames.ts';

/** Starts a timer and returns what stops it. Given in, because shared code knows no clock. */
export type StartTimer = (afterMs: number, fire: () => void) => () => void;

export interface CallOptions {
  /** How long to wait for the reply; the caller's default where absent. */
  readonly timeoutMs?: number;
  /** Aborting it cancels the call: it fails with `cancelled`, and the other side is told. */
  readonly signal?: CancelSignal;
}

/** The part of an AbortSignal that is used here (shared code has no DOM or Node types). */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface FrameCallerOptions {
  readonly send: (frame: WindowFrame) => void;
  readonly startTimer: StartTimer;
  readonly timeoutMs: number;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: AppError) => void;
  readonly release: () => void;
}

/**
 * The asking end of a channel: numbers calls, matches replies, times out, cancels.
 * Every promise it hands out settles: by the reply, `timeout`, `cancelled`, or what `failAll` is given.
 */
export class FrameCaller {
  readonly #options: FrameCallerOptions;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(options: FrameCallerOptions) {
    this.#options = options;
  }

  /** Calls that have no answer yet. */
  get pendingCount(): number {
    return this.#waiting.size;
  }

  /** Rejects with an AppError and nothing else. */
  call(method: string, args: unknown, options: CallOptions = {}): Promise<unknown> {
    const { signal } = options;
    if (signal?.aborted === true) return Promise.reject(new AppError('cancelled'));
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const give = (code: 'timeout' | 'cancelled'): void => {
        this.#settle(id)?.reject(new AppError(code, { method }));
        this.#trySend({ t: 'cancel', id });
      };
      const abort = (): void => give('cancelled');
      const stopTimer = this.#options.startTimer(options.timeoutMs ?? this.#options.timeoutMs, () => give('timeout'));
      signal?.addEventListener('abort', abort);
      const release = (): void => {
        stopTimer();
        signal?.removeEventListener('abort', abort);
      };
      this.#waiting.set(id, { resolve, reject, release });
      // Arguments that cannot be cloned are the caller's mistake; a dead channel reports itself by failAll.
      if (!this.#trySend({ t: 'call', id, method, args })) {
        this.#settle(id)?.reject(new AppError('bad-request', { method }));
      }
    });
  }

  /** Takes a frame; true where it was a reply, awaited or not. */
  accept(frame: CoreFrame): frame is ReplyFrame {
    if (frame.t !== 'reply') return false;
    const waiting = this.#settle(frame.id);
    if (frame.ok) waiting?.resolve(frame.value);
    else waiting?.reject(fromPlain(frame.error));
    return true;
  }

  /** The channel is gone: everything unanswered fails with this error. */
  failAll(error: AppError): void {
    for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(error);
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return undefined;
    this.#waiting.delete(id);
    waiting.release();
    return waiting;
  }

  #trySend(frame: WindowFrame): boolean {
    try {
      this.#options.send(frame);
      return true;
    } catch {
      return false;
    }
  }
}
