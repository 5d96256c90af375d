import { FrameCaller, type StartTimer } from '#shared/contract/frame-caller.ts';
import { type CallContext, type DispatchTable, FrameDispatcher } from '#shared/contract/frame-dispatcher.ts';
import {
  type ClientInfo,
  type CoreInit,
  type EventContract,
  frameVersion,
  type MainToCoreFrame,
  type PayloadOf,
} from '#shared/contract/frames.ts';
import type { HostEvents } from '#shared/contract/host-contract.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type ClientContext, ClientLane, type LaneServices } from './client-lane.ts';
import type { ClientPort, CorePort } from './core-port.ts';
import { type Keychain, keychainOver } from './keychain.ts';

export interface CoreServices {
  /** What windows may call: `bindHandlers(contract, handlers)` of each feature, joined by `joinTables`. */
  readonly windows: DispatchTable<ClientContext>;
  /** What main may call: `bindHandlers(documentsContract, handlers)`. */
  readonly documents: DispatchTable<CallContext>;
  /** Runs once, after the last call has ended or the deadline has passed: stop workers, close the store. */
  readonly onDrain: () => Promise<void> | void;
  /** Told of handlers that threw something else than an AppError: write it to the log. */
  readonly onBug: (method: string, thrown: unknown) => void;
}

/** How long the keychain may take: it may have to ask the person for its password. */
const keychainTimeoutMs = 120_000;

/** How long running calls may take to end when main has died without a word. */
const orphanDeadlineMs = 5_000;

const startTimer: StartTimer = (afterMs, fire) => {
  const timer = setTimeout(fire, afterMs);
  return () => clearTimeout(timer);
};

/**
 * The core's end of everything: it may be opened before the store is (calls are kept until `serve`),
 * it serves every window, asks main for the keychain, and winds the core down when told or orphaned.
 */
export class CoreLink<E extends EventContract = EventContract> {
  /** Resolves with the first frame main sends. */
  readonly init: Promise<CoreInit>;
  readonly keychain: Keychain;
  readonly #port: CorePort;
  readonly #lanes = new Map<number, ClientLane>();
  readonly #toMain: FrameCaller;
  readonly #hostListeners = new Map<string, Set<(payload: never) => void>>();
  #early: MainToCoreFrame[] = [];
  #fromMain: FrameDispatcher<CallContext> | null = null;
  #services: (LaneServices & CoreServices) | null = null;
  #draining = false;
  #resolveInit: (init: CoreInit) => void = () => undefined;

  constructor(port: CorePort) {
    this.#port = port;
    this.init = new Promise((resolve) => (this.#resolveInit = resolve));
    this.#toMain = new FrameCaller({ send: (frame) => port.send(frame), startTimer, timeoutMs: keychainTimeoutMs });
    this.keychain = keychainOver(this.#toMain);
    port.onMessage((frame, ports) => this.#take(frame, ports));
    port.onClose(() => {
      this.#toMain.failAll(new AppError('core-lost'));
      void this.#drain(orphanDeadlineMs);
    });
  }

  /** From here on calls are answered, those that came before first. Once. */
  serve(services: CoreServices): void {
    const { onBug } = services;
    const isDraining = (): boolean => this.#draining;
    this.#services = { ...services, table: services.windows, isDraining };
    this.#fromMain = new FrameDispatcher<CallContext>({
      table: services.documents,
      send: (reply) => this.#port.send(reply),
      contextFor: (call) => call,
      isDraining,
      onBug,
    });
    for (const lane of this.#lanes.values()) lane.serve(this.#services);
    for (const frame of this.#early.splice(0)) this.#take(frame, []);
    this.#port.send({ t: 'ready', frameVersion });
  }

  /** Tells every window, or those of one kind. */
  broadcast<N extends keyof E & string>(name: N, payload: PayloadOf<E, N>): void {
    for (const lane of this.#lanes.values()) lane.emit(name, payload);
  }

  /** Tells one window; nothing happens where it is closed. */
  emitTo<N extends keyof E & string>(clientId: number, name: N, payload: PayloadOf<E, N>): void {
    this.#lanes.get(clientId)?.emit(name, payload);
  }

  /** Windows that are open now. */
  clients(): readonly ClientInfo[] {
    return [...this.#lanes.values()].map((lane) => lane.info);
  }

  /** Events of main itself, see `hostEvents`. Returns what ends the subscription. */
  onHostEvent<N extends keyof HostEvents>(name: N, listener: (payload: PayloadOf<HostEvents, N>) => void): () => void {
    const listeners = this.#hostListeners.get(name) ?? new Set();
    this.#hostListeners.set(name, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  #take(frame: MainToCoreFrame, ports: readonly ClientPort[]): void {
    switch (frame.t) {
      case 'init':
        return this.#resolveInit(frame.init);
      case 'client-connected':
        return this.#connect(frame.client, ports[0]);
      case 'client-closed':
        return this.#disconnect(frame.clientId);
      case 'client':
        return this.#lanes.get(frame.clientId)?.take(frame.frame);
      case 'drain':
        return void this.#drain(frame.deadlineMs);
      case 'event':
        for (const listener of this.#hostListeners.get(frame.name) ?? []) listener(frame.payload as never);
        return;
      case 'reply':
        this.#toMain.accept(frame);
        return;
      case 'call':
      case 'cancel':
        if (this.#fromMain === null) this.#early.push(frame);
        else this.#fromMain.accept(frame);
    }
  }

  #connect(client: ClientInfo, port: ClientPort | undefined): void {
    const { clientId } = client;
    const lane = new ClientLane(
      client,
      port ? (frame) => port.send(frame) : (frame) => this.#port.send({ t: 'client', clientId, frame }),
    );
    this.#lanes.set(clientId, lane);
    port?.onMessage((data) => lane.take(data));
    port?.onClose(() => this.#disconnect(clientId));
    if (this.#services !== null) lane.serve(this.#services);
  }

  #disconnect(clientId: number): void {
    this.#lanes.get(clientId)?.end();
    this.#lanes.delete(clientId);
  }

  async #drain(deadlineMs: number): Promise<void> {
    if (this.#draining) return;
    this.#draining = true;
    const lanes = [...this.#lanes.values()].map((lane) => lane.whenIdle());
    const idle = Promise.all([...lanes, this.#fromMain?.whenIdle()]);
    await Promise.race([idle, new Promise<void>((resolve) => startTimer(deadlineMs, resolve))]);
    let exitCode = 0;
    try {
      await this.#services?.onDrain();
    } catch (thrown) {
      exitCode = 1;
      this.#services?.onBug('drain', thrown);
    }
    this.#port.send({ t: 'drained' });
    this.#port.exit(exitCode);
  }
}
