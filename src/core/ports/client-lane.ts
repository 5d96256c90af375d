import { type DispatchTable, FrameDispatcher, policiesOf } from '#shared/contract/frame-dispatcher.ts';
import {
  type ClientInfo,
  type CoreFrame,
  methodPoliciesEvent,
  readWindowFrame,
  salvageId,
  type WindowFrame,
} from '#shared/contract/frames.ts';

/** Who asks. Handlers get it beside the parsed arguments. */
export interface ClientContext extends ClientInfo {
  readonly isCancelled: () => boolean;
}

export interface LaneServices {
  readonly table: DispatchTable<ClientContext>;
  readonly isDraining: () => boolean;
  readonly onBug: (method: string, thrown: unknown) => void;
}

/** Most frames kept for a window that asks before the core can answer; beyond it something is wrong. */
const maxEarlyFrames = 1000;

/** One window's calls in the core: kept while the core starts, then dispatched. */
export class ClientLane {
  readonly info: ClientInfo;
  readonly #send: (frame: CoreFrame) => void;
  #early: unknown[] = [];
  #dispatcher: FrameDispatcher<ClientContext> | null = null;

  constructor(info: ClientInfo, send: (frame: CoreFrame) => void) {
    this.info = info;
    this.#send = send;
  }

  serve(services: LaneServices): void {
    this.#dispatcher = new FrameDispatcher<ClientContext>({
      ...services,
      send: this.#send,
      contextFor: ({ isCancelled }) => ({ ...this.info, isCancelled }),
    });
    this.emit(methodPoliciesEvent, policiesOf(services.table));
    for (const data of this.#early.splice(0)) this.take(data);
  }

  take(data: unknown): void {
    if (this.#dispatcher === null) {
      if (this.#early.length < maxEarlyFrames) this.#early.push(data);
      return;
    }
    const frame: WindowFrame | null = readWindowFrame(data);
    if (frame !== null) return this.#dispatcher.accept(frame);
    const id = salvageId(data);
    if (id !== null) this.#dispatcher.refuse(id);
  }

  emit(name: string, payload: unknown): void {
    this.#send({ t: 'event', name, payload });
  }

  end(): void {
    this.#early = [];
    this.#dispatcher?.cancelAll();
  }

  whenIdle(): Promise<void> {
    return this.#dispatcher?.whenIdle() ?? Promise.resolve();
  }
}
