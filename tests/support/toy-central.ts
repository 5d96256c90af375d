import { createHash } from 'node:crypto';
import type { LoadedLine, NewsMessage, SyncNetwork } from '#core/sync/ports.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Actor } from '#shared/model/actor.ts';
import { applyAll } from '#shared/model/apply.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { Command } from '#shared/model/command.ts';
import { decide, handedOver } from '#shared/model/decide.ts';
import type { CaseEvent, EventBody } from '#shared/model/event.ts';
import type { CaseId, Instant } from '#shared/model/ids.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import { type CaseScope, scopeOf, sightOf } from '#shared/model/visibility.ts';
import { type CommandEnvelope, chainedText, firstPrevHash } from '#shared/protocol/command-envelope.ts';
import type { HelloRequest, HelloResponse } from '#shared/protocol/hello.ts';
import { digestLine, type FeedResponse, type FeedRow } from '#shared/protocol/pull-feed.ts';
import type { CommandResult, PushRequest, PushResponse } from '#shared/protocol/push-commands.ts';
import { colleague, commandOn, now } from './case-fixtures.ts';
import { ToyLog } from './toy-log.ts';
import { testEpoch } from './workspace.ts';

interface ToyRow {
  readonly caseId: CaseId;
  readonly events: readonly CaseEvent[];
  readonly before: CaseScope | null;
  readonly after: CaseScope;
  readonly state: CaseState;
}

interface ToyCase {
  state: CaseState;
  history: CaseEvent[];
}

/**
 * A central of some 200 lines in memory, for driving sync's engine step by step without sockets: one person, one
 * partition, the real rule book. The real central is met in tests/integration; this one can be told to misbehave.
 */
export class ToyCentral implements SyncNetwork {
  epoch = testEpoch;
  /** False: as central on PGlite, it vouches for nothing. */
  isDurable = true;
  readonly who: Actor;
  readonly cases = new Map<CaseId, ToyCase>();
  readonly feedRows: ToyRow[] = [];
  readonly results = new Map<number, CommandResult>();
  readonly envelopes: CommandEnvelope[] = [];
  readonly documents = new Map<string, Uint8Array>();
  /** Called before and after each request's work: throw to lose the request or the answer. */
  beforeWork: (what: string) => void = () => undefined;
  afterWork: (what: string) => void = () => undefined;
  clock: () => Instant = () => now;
  casesLimit = 1000;
  readonly asked: string[] = [];
  durability: HelloResponse['durability'] = 'durable';
  readonly log: ToyLog;
  /** Acts to the numbers of their entries in the log. */
  readonly places = new Map<number, number>();
  #lastHash = firstPrevHash;
  #wake: (() => void)[] = [];

  constructor(who: Actor) {
    this.who = who;
    this.log = new ToyLog(who.officeId);
  }

  /** A case arrives at central. */
  admit(id: CaseId, history: readonly CaseEvent[]): void {
    const state = applyAll(id, null, [...history]);
    this.cases.set(id, { state, history: [...history] });
    this.#tell({ caseId: id, events: history, before: null, after: scopeOf(state), state });
  }

  /** Somebody else does something, at central; false where the rules refuse it. */
  act(by: Actor, caseId: CaseId, type: Command['type'], payload: unknown): boolean {
    const held = this.#case(caseId);
    return this.#apply(by, held, commandOn(held.state, type, payload as never), null) === null;
  }

  /** Central loses all acts after `n` of this client, as after a restore from a backup: a new epoch begins. */
  restore(cases: ReadonlyMap<CaseId, readonly CaseEvent[]>, n: number, epoch: string): void {
    this.epoch = epoch;
    this.cases.clear();
    this.feedRows.length = 0;
    this.envelopes.length = n;
    this.log.leaves.length = this.places.get(n) ?? 0;
    for (const key of [...this.results.keys()]) if (key > n) this.results.delete(key);
    const last = this.envelopes.at(-1);
    this.#lastHash = last === undefined ? firstPrevHash : hashOf(last);
    for (const [id, history] of cases) this.admit(id, history);
  }

  async hello(_request: HelloRequest): Promise<HelloResponse> {
    return this.#answer('hello', () => ({
      actor: this.who,
      partitions: [this.who.officeId],
      people: [],
      last: this.envelopes.length,
      durableThrough: this.#durableThrough(),
      centralEpoch: this.epoch,
      durability: this.durability,
      log: this.log.identity,
      now: this.clock(),
      limits: { batch: 50, feed: 7, cases: this.casesLimit },
    }));
  }

  async push(request: PushRequest): Promise<PushResponse> {
    return this.#answer('push', () => {
      const results = request.commands.map((envelope) => this.#take(envelope));
      const last = this.envelopes.length;
      const log = this.log.prove(this.places, request, this.epoch);
      const durableThrough = this.#durableThrough();
      return { log, results, last, durableThrough, centralEpoch: this.epoch, now: this.clock() };
    });
  }

  async feed(
    ask: { after: number; limit: number; waitMs: number; logSize: number | null; digest: boolean },
    signal: AbortSignal,
  ): Promise<FeedResponse> {
    if (ask.waitMs > 0 && ask.after >= this.feedRows.length) await this.#wait(signal);
    return this.#answer('feed', () => {
      const head = this.feedRows.length;
      const to = Math.min(head, ask.after + ask.limit);
      const rows = this.feedRows.slice(ask.after, to).map((row, index) => this.#toRow(row, ask.after + index + 1));
      return {
        partition: this.who.officeId,
        after: ask.after,
        to,
        head,
        rows,
        digest: ask.digest && to === head ? this.digest() : null,
        log: ask.logSize === null ? null : this.log.head(ask.logSize, this.epoch),
        centralEpoch: this.epoch,
        now: this.clock(),
      };
    });
  }

  async *news(_ask: unknown, signal: AbortSignal): AsyncGenerator<NewsMessage> {
    const partition = this.who.officeId;
    let told = await this.#answer('news', () => this.feedRows.length);
    yield { kind: 'begin', centralEpoch: this.epoch, beatMs: 15_000, heads: [{ partition, n: told }] };
    for (;;) {
      if (this.feedRows.length === told) await this.#wait(signal);
      if (signal.aborted) return;
      this.beforeWork('news event');
      // What comes while this is being taken has not been told.
      told = this.feedRows.length;
      yield { kind: 'news', partition, n: told };
    }
  }

  async *bootstrap({ cursor }: { cursor: string | null }): AsyncGenerator<LoadedLine[]> {
    const { header, mine } = await this.#answer('bootstrap', () => {
      const seen = this.#seen().filter(({ state }) => state.id > (cursor ?? ''));
      const head = { partition: this.who.officeId, at: this.feedRows.length, cases: seen.length };
      return { header: { kind: 'header' as const, ...head, centralEpoch: this.epoch, now: this.clock() }, mine: seen };
    });
    yield [header];
    for (const { state, history } of mine) {
      this.beforeWork('line');
      yield [{ kind: 'case', sight: 'full', state, history: [...history] }];
    }
    yield [{ kind: 'trailer', cases: mine.length }];
  }

  async *document({ sha256, start }: { sha256: string; start: number }): AsyncGenerator<Uint8Array> {
    this.asked.push(`document ${start}`);
    const bytes = this.documents.get(sha256);
    if (bytes === undefined) throw new AppError('document-missing');
    for (let at = start; at < bytes.length; at += 50_000) {
      this.beforeWork('piece');
      yield bytes.subarray(at, at + 50_000);
    }
  }

  digest(): string {
    const lines = this.#seen().map(({ state }) => digestLine(state.id, state.version, 'full'));
    return createHash('sha256').update(lines.join('\n')).digest('hex');
  }

  #seen(): ToyCase[] {
    return [...this.cases.values()]
      .filter(({ state }) => sightOf(this.who, scopeOf(state)) === 'full')
      .sort((left, right) => (left.state.id < right.state.id ? -1 : 1));
  }

  async #answer<Value>(what: string, work: () => Value): Promise<Value> {
    this.asked.push(what);
    await Promise.resolve();
    this.beforeWork(what);
    const value = structuredClone(work());
    this.afterWork(what);
    return value;
  }

  #take(envelope: CommandEnvelope): CommandResult {
    const known = this.results.get(envelope.n);
    if (known !== undefined) return known;
    if (envelope.n !== this.envelopes.length + 1) throw new AppError('gap');
    if (envelope.prevHash !== this.#lastHash) throw new AppError('client-forked');
    this.envelopes.push(envelope);
    this.#lastHash = hashOf(envelope);
    const result = this.#resultOf(envelope);
    this.results.set(envelope.n, result);
    this.places.set(envelope.n, this.log.append(envelope, result));
    return result;
  }

  #durableThrough(): number {
    return this.isDurable ? this.envelopes.length : 0;
  }

  #resultOf(envelope: CommandEnvelope): CommandResult {
    const { n, type, payload, basis, caseId } = envelope;
    const held = this.#case(caseId);
    const refusal = this.#apply(this.who, held, { type, payload, basis } as Command, envelope);
    const feed = refusal === null ? { partition: this.who.officeId as string, n: this.feedRows.length } : null;
    const receipt = { number: `R-${n}`, receivedAt: this.clock(), feed, caseVersion: held.state.version };
    if (refusal === null) return { n, outcome: 'accepted', receipt };
    if (refusal.code === 'stale-epoch') return { n, outcome: 'handed-over', receipt, caseId };
    return { n, outcome: 'refused', receipt, refusal: { code: refusal.code, details: { ...refusal.details } } };
  }

  #apply(by: Actor, held: ToyCase, command: Command, envelope: CommandEnvelope | null) {
    const before = scopeOf(held.state);
    const program = programFor(held.state.application.program);
    const at = envelope?.actAt ?? this.clock();
    const decided = decide(held.state, command, { actor: by, now: at, program, colleague });
    const left = !decided.ok && decided.error.code === 'stale-epoch' ? [handedOver(command, at)] : [];
    const bodies = decided.ok ? decided.value : left;
    const events = bodies.map((body: EventBody, index) => ({
      ...body,
      seq: held.state.version + 1 + index,
      by: by.officerId,
      officeId: by.officeId,
      actAt: at,
      receivedAt: this.clock(),
      command: envelope === null ? null : { clientId: envelope.clientId, n: envelope.n },
    }));
    const refusal = decided.ok ? null : decided.error;
    if (events.length === 0) return refusal;
    held.state = applyAll(held.state.id, held.state, events);
    held.history.push(...events);
    this.#tell({ caseId: held.state.id, events, before, after: scopeOf(held.state), state: held.state });
    return refusal;
  }

  #toRow(row: ToyRow, n: number): FeedRow {
    const { caseId, events } = row;
    const before = row.before === null ? 'none' : sightOf(this.who, row.before);
    const after = sightOf(this.who, row.after);
    if (before === 'full' && after === 'full') return { kind: 'events', n, caseId, events: [...events] };
    if (after === 'full') {
      const history = this.#case(caseId).history.filter((event) => event.seq <= row.state.version);
      return { kind: 'state', n, caseId, sight: 'full', entered: true, state: row.state, history };
    }
    return before === 'full' ? { kind: 'left', n, caseId, reason: 'reassigned' } : { kind: 'hidden', n, count: 1 };
  }

  #case(caseId: CaseId): ToyCase {
    const held = this.cases.get(caseId);
    if (held === undefined) throw new AppError('case-not-found');
    return held;
  }

  #tell(row: ToyRow): void {
    this.feedRows.push(row);
    for (const wake of this.#wake.splice(0)) wake();
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#wake.push(resolve);
      signal.addEventListener('abort', () => reject(new AppError('cancelled')), { once: true });
      if (signal.aborted) reject(new AppError('cancelled'));
    });
  }
}

function hashOf(envelope: CommandEnvelope): string {
  return createHash('sha256').update(chainedText(envelope)).digest('hex');
}
