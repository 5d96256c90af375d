import type { ArgsInputOf, MethodMap, ValueOf } from '#shared/contract/define.ts';
import type { CallOptions } from '#shared/contract/frame-caller.ts';
import {
  type EventContract,
  type EventFrame,
  type MethodPolicies,
  methodPoliciesEvent,
  type PayloadOf,
} from '#shared/contract/frames.ts';
import { type CoreState, portMessageType, type ShellBridge, type Unsubscribe } from '#shared/contract/shell-bridge.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { CoreLine, startTimer } from './core-line.ts';

/** `connecting` until the core answers; `lost` while it is started again; `failed` when main gave up. */
export type ClientState = 'connecting' | 'ready' | 'lost' | 'failed';

export interface CoreClient<C extends MethodMap, E extends EventContract> {
  /**
   * Asks the core. Rejects with an AppError. If the core dies before it answers, a repeatable call is
   * made again of the new one (acts carry an id of their own, so that twice is as good as once), at
   * most twice: a call that kills the core must not kill it for ever. Others fail with `core-lost`.
   */
  call<M extends keyof C & string>(method: M, args: ArgsInputOf<C, M>, options?: CallOptions): Promise<ValueOf<C, M>>;
  on<N extends keyof E & string>(name: N, listener: (payload: PayloadOf<E, N>) => void): Unsubscribe;
  readonly state: ClientState;
  /** Called at each change. */
  onState(listener: (state: ClientState) => void): Unsubscribe;
  /** For the person's "try again" after `failed`. */
  restart(): void;
}

export interface CoreClientOptions {
  readonly bridge: Pick<ShellBridge, 'connect' | 'onCoreState' | 'restartCore'>;
  /** Where the port's message arrives: the window. */
  readonly messages: Pick<Window, 'addEventListener' | 'location'>;
  /** For methods whose schema names no time of their own; 15 s where not set. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 15_000;
const maxAttempts = 3;

const stateOf: Readonly<Record<CoreState, ClientState>> = {
  starting: 'connecting',
  ready: 'ready',
  lost: 'lost',
  failed: 'failed',
  stopped: 'lost',
};

class PortCoreClient<C extends MethodMap, E extends EventContract> implements CoreClient<C, E> {
  readonly #options: CoreClientOptions;
  readonly #timeoutMs: number;
  readonly #eventListeners = new Map<string, Set<(payload: never) => void>>();
  readonly #stateListeners = new Set<(state: ClientState) => void>();
  /** Empty until a core has served: what was sent before that has not been run. */
  #policies: MethodPolicies = { neverRepeat: [], timeoutsMs: {} };
  #line: CoreLine | null = null;
  #isAsking = false;
  #state: ClientState = 'connecting';
  /** Calls that wait for a line. */
  #waiting = new Set<{ readonly go: (line: CoreLine) => void; readonly stop: (error: AppError) => void }>();

  constructor(options: CoreClientOptions) {
    this.#options = options;
    this.#timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
    options.messages.addEventListener('message', (event) => this.#takePort(event));
    options.bridge.onCoreState((state) => this.#coreIs(state));
  }

  get state(): ClientState {
    return this.#state;
  }

  async call<M extends keyof C & string>(
    method: M,
    args: ArgsInputOf<C, M>,
    options: CallOptions = {},
  ): Promise<ValueOf<C, M>> {
    for (let attempt = 1; ; attempt += 1) {
      const line = this.#line ?? (await this.#nextLine(options));
      const timeoutMs = options.timeoutMs ?? this.#policies.timeoutsMs[method] ?? this.#timeoutMs;
      try {
        return (await line.caller.call(method, args, { ...options, timeoutMs })) as ValueOf<C, M>;
      } catch (error) {
        const mayRepeat = attempt < maxAttempts && !this.#policies.neverRepeat.includes(method);
        if (!(error instanceof AppError && error.code === 'core-lost' && mayRepeat)) throw error;
      }
    }
  }

  on<N extends keyof E & string>(name: N, listener: (payload: PayloadOf<E, N>) => void): Unsubscribe {
    const listeners = this.#eventListeners.get(name) ?? new Set();
    this.#eventListeners.set(name, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  onState(listener: (state: ClientState) => void): Unsubscribe {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  restart(): void {
    this.#options.bridge.restartCore();
  }

  #nextLine(options: CallOptions): Promise<CoreLine> {
    if (this.#state === 'failed') return Promise.reject(new AppError('core-lost'));
    return new Promise((resolve, reject) => {
      const cancel = (): void => waiting.stop(new AppError('cancelled'));
      const end = (): void => {
        stopTimer();
        options.signal?.removeEventListener('abort', cancel);
        this.#waiting.delete(waiting);
      };
      const waiting = {
        go: (line: CoreLine): void => {
          end();
          resolve(line);
        },
        stop: (error: AppError): void => {
          end();
          reject(error);
        },
      };
      const stopTimer = startTimer(options.timeoutMs ?? this.#timeoutMs, () => waiting.stop(new AppError('timeout')));
      options.signal?.addEventListener('abort', cancel);
      this.#waiting.add(waiting);
      if (options.signal?.aborted === true) cancel();
    });
  }

  #coreIs(core: CoreState): void {
    const isUp = core === 'starting' || core === 'ready';
    // The state first: whoever is told that its call failed sees why.
    this.#setState(stateOf[core]);
    // A core that is being stopped still answers what runs.
    if (!isUp && core !== 'stopped') this.#endLine();
    if (core === 'failed') for (const waiting of [...this.#waiting]) waiting.stop(new AppError('core-lost'));
    if (isUp && this.#line === null && !this.#isAsking) {
      this.#isAsking = true;
      this.#options.bridge.connect();
    }
  }

  #takePort(event: MessageEvent<unknown>): void {
    const data = event.data as { readonly type?: unknown } | null;
    const [port] = event.ports;
    const isFromShell = event.origin === this.#options.messages.location.origin && data?.type === portMessageType;
    if (!isFromShell || port === undefined) return;
    this.#isAsking = false;
    this.#endLine();
    const line = new CoreLine(port, this.#timeoutMs, (frame) => this.#emit(frame));
    this.#line = line;
    for (const waiting of [...this.#waiting]) waiting.go(line);
  }

  #endLine(): void {
    const line = this.#line;
    this.#line = null;
    this.#isAsking = false;
    line?.end();
  }

  #emit({ name, payload }: EventFrame): void {
    if (name === methodPoliciesEvent) this.#policies = payload as MethodPolicies;
    for (const listener of this.#eventListeners.get(name) ?? []) listener(payload as never);
  }

  #setState(state: ClientState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of this.#stateListeners) listener(state);
  }
}

/** One a window. It connects by itself and stays connected through crashes of the core. */
export function createCoreClient<C extends MethodMap, E extends EventContract>(
  options: CoreClientOptions,
): CoreClient<C, E> {
  return new PortCoreClient<C, E>(options);
}
