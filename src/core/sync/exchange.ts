import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import type { HelloResponse } from '#shared/protocol/hello.ts';
import type { FeedResponse } from '#shared/protocol/pull-feed.ts';
import { batchMaximum } from '#shared/protocol/push-commands.ts';
import type { ProvenHead } from '#shared/protocol/tree-head.ts';
import { checkIdentity, contradictionOf, proveAnswers } from './check-log.ts';
import { LoadRun } from './load-run.ts';
import type { Cursor, SyncDisk, SyncNetwork } from './ports.ts';

/** A load that ends with one of these has failed behind the lines that came before. */
const endsOfLoad: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'central-unreachable',
  'central-refused',
  'scope-too-large',
]);

export interface ExchangeReport {
  /** A load goes on: cases here of cases expected. */
  progress(done: number, of: number): void;
  /** Acts up to this number are on their way; 0 when none is. */
  sending(through: number): void;
  /** Central has more than it has sent so far. */
  behind(): void;
}

type FeedAsk = Pick<Parameters<SyncNetwork['feed']>[0], 'partition' | 'after' | 'waitMs' | 'digest'>;

export interface ExchangeParts {
  readonly network: SyncNetwork;
  readonly disk: SyncDisk;
  readonly report: ExchangeReport;
  readonly appVersion: string;
  readonly now: () => HelloResponse['now'];
}

/** The steps of talking to central. Each either takes over a whole answer or throws and leaves everything as it was. */
export class Exchange {
  readonly #parts: ExchangeParts;
  #limits: HelloResponse['limits'] = { batch: batchMaximum, feed: 500, cases: 0 };
  #epoch: string | null = null;
  #durability: HelloResponse['durability'] = 'durable';
  /** Digests found equal, so that an answer without news needs no new count. */
  readonly #verified = new Map<string, string>();

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
  }

  /**
   * Errors: of the network; `client-forked` where central knows acts of this client that it never made; `acts-missing`
   * where central has lost acts (it was restored) that this device has lost too: nothing can be sent in their place;
   * `log-key-changed`; `log-inconsistent` where a durable central has lost acts without having been declared restored.
   */
  async hello(signal: AbortSignal): Promise<HelloResponse> {
    const { disk, network, appVersion, now } = this.#parts;
    const { clientId, publicKey, lastMade, lastAnswered, centralEpoch } = disk.facts();
    const trust = disk.logTrust();
    const response = await network.hello(
      { clientId, publicKey, lastMade, lastAnswered, appVersion, now: now() },
      signal,
    );
    checkIdentity(trust, response.log);
    if (response.last > lastMade) throw new AppError('client-forked', { made: lastMade, known: response.last });
    const isOther = centralEpoch !== null && centralEpoch !== response.centralEpoch;
    const isRolledBack = !isOther && response.last < lastAnswered;
    // What is not durable may lose its last moments; anything else that forgets what it has vouched for is not to be believed.
    if (isRolledBack && response.durability === 'durable' && trust.heads.length > 0) {
      throw new AppError('log-inconsistent', { answered: lastAnswered, known: response.last });
    }
    if (isOther || isRolledBack) disk.startOver(response.centralEpoch);
    disk.takeHello(response);
    const next = disk.waiting(1)[0]?.n ?? lastMade + 1;
    if (next > response.last + 1) throw new AppError('acts-missing', { from: response.last + 1, through: next - 1 });
    this.#epoch = response.centralEpoch;
    this.#durability = response.durability;
    this.#limits = response.limits;
    return response;
  }

  /** Sends what waits, batch by batch, until central has answered all of it. */
  async push(signal: AbortSignal): Promise<void> {
    const { disk, network, report } = this.#parts;
    const limit = Math.max(1, Math.min(this.#limits.batch, batchMaximum));
    let trying = 0;
    try {
      for (let commands = disk.waiting(limit); commands.length > 0; commands = disk.waiting(limit)) {
        const [first] = commands;
        const last = commands.at(-1);
        if (first === undefined || last === undefined) return;
        trying = last.n;
        report.sending(last.n);
        const heads = disk.logTrust().heads.map(({ stream, size }) => ({ stream, size }));
        const request = { clientId: first.clientId, commands: [...commands], heads };
        await disk.waitingInJournal();
        const response = await network.push(request, signal);
        this.checkEpoch(response.centralEpoch);
        // An answer that leaves the first act unanswered would make this loop turn for ever.
        if (!response.results.some((result) => result.n === first.n))
          throw new AppError('central-refused', { n: first.n });
        for (const head of response.log.heads) this.#checkHead(head);
        disk.takeResults(response, proveAnswers(commands, response));
      }
    } catch (thrown) {
      if (thrown instanceof AppError && trying > 0 && !signal.aborted) disk.noteFailedTry(trying, thrown.code);
      throw thrown;
    } finally {
      report.sending(0);
    }
  }

  /**
   * Brings one partition to the end of its feed. `isNews`: its rows are taken over as soon as they come, and what is here
   * then is compared with central by a question of its own.
   */
  async pull(cursor: Cursor, signal: AbortSignal, isNews: boolean): Promise<void> {
    const { partition } = cursor;
    if (cursor.phase === 'loading') await this.#load(cursor, signal);
    let digest = !isNews;
    for (let after = this.#cursor(partition)?.position ?? 0; ; ) {
      const response = await this.#feed({ partition, after, waitMs: 0, digest }, signal);
      after = response.to;
      if (response.to < response.head) continue;
      if (digest) return;
      digest = true;
    }
  }

  /** Waits at central for something new in a partition; answers whether there was. */
  async waitForNews(cursor: Cursor, waitMs: number, signal: AbortSignal): Promise<boolean> {
    const { partition, position } = cursor;
    const response = await this.#feed({ partition, after: position, waitMs, digest: true }, signal);
    return response.to > position;
  }

  async #feed(ask: FeedAsk, signal: AbortSignal): Promise<FeedResponse> {
    const { partition, waitMs } = ask;
    const { disk, network, report } = this.#parts;
    const logSize = waitMs > 0 ? null : (this.#trustedSize(partition) ?? 0);
    const response = await network.feed({ ...ask, limit: this.#limits.feed, logSize }, signal);
    this.checkEpoch(response.centralEpoch);
    // Given up while the answer was on its way: it may be another person's by now.
    signal.throwIfAborted();
    if (response.to < response.head) report.behind();
    if (response.log !== null) this.#checkHead(response.log);
    try {
      disk.takeFeed(response);
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'feed-broken') disk.reload(partition);
      throw thrown;
    }
    if (response.digest === null && response.rows.length > 0) this.#verified.delete(partition);
    if (response.digest !== null) this.#compare(partition, response.digest, response.rows.length > 0);
    return response;
  }

  /** Equal numbers and other cases: what is here is not what central says it should be. Heals by reading anew. */
  #compare(partition: string, digest: string, isChanged: boolean): void {
    const { disk } = this.#parts;
    if (!isChanged && this.#verified.get(partition) === digest) return;
    if (disk.digest(partition) !== digest) {
      this.#verified.delete(partition);
      disk.reload(partition);
      throw new AppError('feed-broken', { digest: true });
    }
    this.#verified.set(partition, digest);
  }

  async #load(cursor: Cursor, signal: AbortSignal): Promise<void> {
    const { disk, network, report } = this.#parts;
    const ask = {
      partition: cursor.partition,
      cursor: cursor.loadCursor,
      at: cursor.loadCursor === null ? null : cursor.position,
    };
    const run = new LoadRun({
      ...{ disk, cursor, signal },
      checkEpoch: (epoch) => this.checkEpoch(epoch),
      progress: (done, of) => report.progress(done, of),
    });
    try {
      for await (const lines of network.bootstrap(ask, signal)) {
        for (const line of lines) if (run.take(line)) return;
      }
    } catch (thrown) {
      // Each line that came whole stands for itself: on a link that cuts often, it is what brings the load on.
      if (thrown instanceof AppError && endsOfLoad.has(thrown.code)) run.flush();
      throw thrown;
    }
    run.flush();
    throw new AppError('central-unreachable', { cut: true });
  }

  /**
   * Errors: `receipt-invalid`; `log-inconsistent`, with both heads kept as evidence; `central-restored` where central has
   * never claimed to be durable: a power cut took its last moments, so everything is offered and proven anew.
   */
  #checkHead(proven: ProvenHead): void {
    const { disk } = this.#parts;
    const contradiction = contradictionOf(disk.logTrust(), this.#epoch ?? '', proven);
    if (contradiction === null) return;
    if (this.#durability === 'not-durable') {
      disk.startOver(this.#epoch ?? '');
      throw new AppError('central-restored');
    }
    disk.keepEvidence(contradiction);
    const { kept, offered } = contradiction;
    throw new AppError('log-inconsistent', { stream: kept.stream, kept: kept.size, offered: offered.size });
  }

  #trustedSize(stream: string): number | undefined {
    return this.#parts.disk.logTrust().heads.find((head) => head.stream === stream)?.size;
  }

  #cursor(partition: string): Cursor | undefined {
    return this.#parts.disk.cursors().find((each) => each.partition === partition);
  }

  /** Errors: `central-restored` where central is another one than at the hello. */
  checkEpoch(epoch: string): void {
    if (this.#epoch !== null && epoch !== this.#epoch) throw new AppError('central-restored');
  }
}
