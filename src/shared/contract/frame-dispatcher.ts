import { AppError, toPlain } from '../errors/app-error.ts';
import type { ArgsOf, MethodMap, ValueOf } from './define.ts';
import type { CallFrame, CancelFrame, MethodPolicies, Parser, ReplyFrame } from './frames.ts';

/** What a handler may know of its call besides the arguments. */
export interface CallContext {
  /** True once the caller has given up; a long handler looks at it between steps. */
  readonly isCancelled: () => boolean;
}

/** A handler with its parser; what the dispatcher looks up by name. */
export interface DispatchEntry<Context> {
  readonly args: Parser<unknown>;
  readonly handle: (args: never, context: Context) => unknown;
  /** See `MethodSchema`. */
  readonly repeatable: boolean;
  readonly timeoutMs?: number | undefined;
}

export type DispatchTable<Context> = ReadonlyMap<string, DispatchEntry<Context>>;

/** One function per method of a contract: parsed arguments in, value (or a promise of it) out. */
export type Handlers<C extends MethodMap, Context> = {
  readonly [M in keyof C & string]: (args: ArgsOf<C, M>, context: Context) => ValueOf<C, M> | Promise<ValueOf<C, M>>;
};

/** Joins a contract and its handlers. A method without a handler does not compile. */
export function bindHandlers<C extends MethodMap, Context>(
  contract: C,
  handlers: Handlers<C, Context>,
): DispatchTable<Context> {
  const table = new Map<string, DispatchEntry<Context>>();
  for (const [method, { args, repeatable, timeoutMs }] of Object.entries(contract)) {
    const handle = handlers[method as keyof C & string] as DispatchEntry<Context>['handle'];
    table.set(method, { args, handle, repeatable, timeoutMs });
  }
  return table;
}

/** What a caller has to know of a table to treat unanswered calls well. */
export function policiesOf(table: DispatchTable<never>): MethodPolicies {
  const entries = [...table];
  return {
    neverRepeat: entries.filter(([, entry]) => !entry.repeatable).map(([method]) => method),
    timeoutsMs: Object.fromEntries(
      entries.flatMap(([method, { timeoutMs }]) => (timeoutMs === undefined ? [] : [[method, timeoutMs]])),
    ),
  };
}

/** Several features' tables as one. Two features that claim one method are a bug. */
export function joinTables<Context>(...tables: readonly DispatchTable<Context>[]): DispatchTable<Context> {
  const joined = new Map<string, DispatchEntry<Context>>();
  for (const table of tables) {
    for (const [method, entry] of table) {
      if (joined.has(method)) throw new Error(`two handlers for ${method}`);
      joined.set(method, entry);
    }
  }
  return joined;
}

export interface FrameDispatcherOptions<Context> {
  readonly send: (reply: ReplyFrame) => void;
  readonly table: DispatchTable<Context>;
  readonly contextFor: (call: CallContext) => Context;
  /** Told of what was thrown and is not an AppError: a bug. Gets the method's name, never arguments. */
  readonly onBug?: (method: string, thrown: unknown) => void;
  /** True while the process winds down: new calls are refused with `draining`. */
  readonly isDraining?: () => boolean;
}

/**
 * The answering end of a channel. Every call gets one reply: arguments that do not fit the schema get
 * `bad-request` (and nothing of the schema's complaint, which may quote them), an unknown name gets
 * `unknown-method`, a thrown AppError its plain form, anything else `internal` without its text.
 */
export class FrameDispatcher<Context> {
  readonly #options: FrameDispatcherOptions<Context>;
  readonly #running = new Map<number, { cancelled: boolean }>();
  #idle: (() => void)[] = [];

  constructor(options: FrameDispatcherOptions<Context>) {
    this.#options = options;
  }

  get runningCount(): number {
    return this.#running.size;
  }

  accept(frame: CallFrame | CancelFrame): void {
    if (frame.t === 'cancel') this.#cancel(frame.id);
    else void this.#run(frame);
  }

  /** The other end is gone: whatever still runs is told so, and its reply goes nowhere. */
  cancelAll(): void {
    for (const id of this.#running.keys()) this.#cancel(id);
  }

  /** Resolves when no call runs. */
  whenIdle(): Promise<void> {
    if (this.#running.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /** A malformed frame that still had an id. */
  refuse(id: number): void {
    this.#fail(id, new AppError('bad-request'));
  }

  #fail(id: number, thrown: unknown): void {
    try {
      this.#options.send({ t: 'reply', id, ok: false, error: toPlain(thrown) });
    } catch (dead) {
      // A plain error always clones, so the channel itself is gone and with it whoever asked.
      this.#options.onBug?.('reply', dead);
    }
  }

  #cancel(id: number): void {
    const running = this.#running.get(id);
    if (running !== undefined) running.cancelled = true;
  }

  async #run(frame: CallFrame): Promise<void> {
    const { id, method } = frame;
    // An id that is still running would mix up two answers.
    if (this.#running.has(id)) return this.refuse(id);
    const state = { cancelled: false };
    this.#running.set(id, state);
    try {
      const value = await this.#answer(frame, state);
      this.#options.send({ t: 'reply', id, ok: true, value });
    } catch (thrown) {
      if (!(thrown instanceof AppError)) this.#options.onBug?.(method, thrown);
      this.#fail(id, thrown);
    } finally {
      this.#running.delete(id);
      if (this.#running.size === 0) for (const resolve of this.#idle.splice(0)) resolve();
    }
  }

  #answer(frame: CallFrame, state: { readonly cancelled: boolean }): unknown {
    if (this.#options.isDraining?.() === true) throw new AppError('draining');
    const entry = this.#options.table.get(frame.method);
    if (entry === undefined) throw new AppError('unknown-method');
    const parsed = entry.args.safeParse(frame.args);
    if (!parsed.success) throw new AppError('bad-request', { method: frame.method });
    return entry.handle(parsed.data as never, this.#options.contextFor({ isCancelled: () => state.cancelled }));
  }
}
