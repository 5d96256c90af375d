import { FrameCaller, type StartTimer } from '#shared/contract/frame-caller.ts';
import { type CallContext, type DispatchTable, FrameDispatcher } from '#shared/contract/frame-dispatcher.ts';
import {
  type CoreInit,
  type CoreToMainFrame,
  frameVersion,
  type PayloadOf,
  type WindowKind,
} from '#shared/contract/frames.ts';
import type { HostEvents } from '#shared/contract/host-contract.ts';
import type { CoreState } from '#shared/contract/shell-bridge.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CoreProcess, LinePort, StartCore } from './core-process.ts';
import { RestartPolicy } from './restart-policy.ts';
import { WindowLine } from './window-line.ts';

export interface CoreHostOptions {
  readonly start: StartCore;
  readonly init: CoreInit;
  /** What the core may ask of main. */
  readonly services: DispatchTable<CallContext>;
  /** Gets events and counts, never contents. */
  readonly log: (event: string, details: Readonly<Record<string, string | number | null>>) => void;
}

/** How long main waits for an answer of the core about a document; a large page takes a while to draw. */
const callTimeoutMs = 30_000;

/** How long running calls may take to end on quitting, and how long the core as a whole. */
const drainMs = 5_000;
const drainAndExitMs = 10_000;

const startTimer: StartTimer = (afterMs, fire) => {
  const timer = setTimeout(fire, afterMs);
  return () => clearTimeout(timer);
};

/** Starts the core, watches over it, starts it again, and connects windows to it. */
export class CoreHost {
  readonly #options: CoreHostOptions;
  readonly #policy = new RestartPolicy();
  readonly #lines = new Map<number, WindowLine>();
  readonly #stateListeners = new Set<(state: CoreState) => void>();
  #core: CoreProcess | null = null;
  #caller: FrameCaller | null = null;
  #state: CoreState = 'starting';
  #lastClientId = 0;

  constructor(options: CoreHostOptions) {
    this.#options = options;
  }

  get state(): CoreState {
    return this.#state;
  }

  /** Starts the core without waiting for it: calls are kept in the pipe until it answers. */
  start(): void {
    const core = this.#options.start();
    const caller = new FrameCaller({ send: (frame) => core.send(frame), startTimer, timeoutMs: callTimeoutMs });
    const services = new FrameDispatcher<CallContext>({
      send: (reply) => core.send(reply),
      table: this.#options.services,
      contextFor: (call) => call,
      onBug: (method) => this.#options.log('core-service-failed', { method }),
    });
    this.#core = core;
    this.#caller = caller;
    core.onFrame((frame) => this.#take(core, frame, services, caller));
    core.onExit((code) => this.#ended(core, code));
    core.send({ t: 'init', init: this.#options.init });
    this.#setState('starting');
  }

  /** After `failed`: a person asked to try again. */
  retry(): void {
    if (this.#state !== 'failed') return;
    this.#policy.forget();
    this.start();
  }

  onState(listener: (state: CoreState) => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  /** Connects a window's port; null where there is no core now (the window asks again when the state changes). */
  connect(kind: WindowKind, port: LinePort): number | null {
    const core = this.#core;
    if (core === null) {
      port.close();
      return null;
    }
    this.#lastClientId += 1;
    const clientId = this.#lastClientId;
    this.#lines.set(clientId, new WindowLine({ clientId, kind }, port, core, () => this.#lines.delete(clientId)));
    return clientId;
  }

  /** Ends a window's line; an unknown id does nothing. */
  disconnect(clientId: number): void {
    const line = this.#lines.get(clientId);
    if (line === undefined) return;
    this.#lines.delete(clientId);
    line.close();
    this.#core?.send({ t: 'client-closed', clientId });
  }

  /** Asks the core as main. Rejects with an AppError; `core-lost` where there is none. */
  call(method: string, args: unknown): Promise<unknown> {
    return this.#caller?.call(method, args) ?? Promise.reject(new AppError('core-lost'));
  }

  /** Tells the core what happened to the machine. */
  emit<N extends keyof HostEvents>(name: N, payload: PayloadOf<HostEvents, N>): void {
    this.#core?.send({ t: 'event', name, payload });
  }

  /** Lets running calls end and the store close; kills a core that does not come to an end. */
  stop(): Promise<void> {
    const core = this.#core;
    this.#setState('stopped');
    if (core === null) return Promise.resolve();
    return new Promise((resolve) => {
      const stopTimer = startTimer(drainAndExitMs, () => {
        this.#options.log('core-drain-timeout', {});
        core.kill();
        resolve();
      });
      core.onExit(() => {
        stopTimer();
        resolve();
      });
      core.send({ t: 'drain', deadlineMs: drainMs });
    });
  }

  #take(core: CoreProcess, frame: CoreToMainFrame, services: FrameDispatcher<CallContext>, caller: FrameCaller): void {
    switch (frame.t) {
      case 'client':
        return this.#lines.get(frame.clientId)?.pass(frame.frame);
      case 'call':
      case 'cancel':
        return services.accept(frame);
      case 'reply':
        return void caller.accept(frame);
      case 'ready':
        if (frame.frameVersion === frameVersion) return this.#setState('ready');
        this.#options.log('core-speaks-another-version', { version: frame.frameVersion });
        return core.kill();
      case 'drained':
      case 'event':
    }
  }

  #ended(core: CoreProcess, code: number | null): void {
    if (this.#core !== core) return;
    const caller = this.#caller;
    this.#core = null;
    this.#caller = null;
    caller?.failAll(new AppError('core-lost'));
    for (const line of this.#lines.values()) line.close();
    this.#lines.clear();
    if (this.#state === 'stopped') return;
    const waitMs = this.#policy.afterCrash(performance.now());
    this.#options.log('core-ended', { way: core.way, code, restartInMs: waitMs });
    this.#setState(waitMs === null ? 'failed' : 'lost');
    if (waitMs !== null) startTimer(waitMs, () => this.#restart());
  }

  #restart(): void {
    if (this.#state === 'lost') this.start();
  }

  #setState(state: CoreState): void {
    if (this.#state === state || this.#state === 'stopped') return;
    this.#state = state;
    for (const listener of this.#stateListeners) listener(state);
  }
}
