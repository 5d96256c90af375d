import { bringLogUpToDate } from '#central/audit/audit-log.ts';
import { openAuditWriter } from '#central/audit/audit-writer.ts';
import { logSigner } from '#central/audit/log-signer.ts';
import type { Database } from '#central/store/database.ts';
import { sql } from '#central/store/sql.ts';
import { admitCases, type NewCase } from '#central/sync/admit-cases.ts';
import { checkedInTurn } from '#central/sync/device.ts';
import { openFeedPoker } from '#central/sync/feed-poker.ts';
import { NewsDesk } from '#central/sync/news-desk.ts';
import { readHeads } from '#central/sync/news-standing.ts';
import { scopeLimits } from '#central/sync/scope-limits.ts';
import { rebuildSnapshot } from '#central/sync/snapshot-blocks.ts';
import type { StreamFound } from '#central/sync/snapshot-keeper.ts';
import type { SyncContext } from '#central/sync/sync-context.ts';
import { durableWatermark, MovingWatermark, type Watermark } from '#central/sync/watermark.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { firstPrevHash } from '#shared/protocol/command-envelope.ts';
import { testLog, testLogKey } from '#support/toy-log.ts';
import { backUp, restore } from './central-tables.ts';
import { simDatabase } from './sim-database.ts';
import type { World } from './world.ts';

/** Central's process has ended in the middle of something. */
export class CentralCrash extends Error {}

const away = (why: string): AppError => new AppError('central-unreachable', { why });

/**
 * The poker looks at the heads each second for commits of other central processes. There is one here, so it looks less
 * often: half of a run's work would be these looks.
 */
const lookMs = 1000;
const seldomMs = 20_000;

/** The real code of central over a real database, as a process that can die, come back, and be restored from a backup. */
export class SimCentral {
  readonly #world: World;
  /** For the simulation itself: never fails, never pauses. */
  readonly database: Database;
  readonly #underCentral: Database;
  readonly #durability: Database['durability'];
  readonly #open = new Set<() => void>();
  readonly #revoked = new Set<string>();
  #generation = 0;
  #context: SyncContext | null = null;
  #diesInSteps: number | null = null;
  #hasBackup = false;
  /** Up to which act of each device the newest safe copy reaches; null where none is made. */
  #copied: Readonly<Record<string, number>> | null = null;
  /** How far its wall clock is off; the clock that measures spans never jumps. */
  skewMs = 0;
  wasRestored = false;

  constructor(world: World, database: Database, underCentral: Database, durability: Database['durability']) {
    this.#world = world;
    this.database = database;
    this.#underCentral = underCentral;
    this.#durability = durability;
  }

  get epoch(): string {
    return this.#context?.centralEpoch ?? '';
  }

  get isUp(): boolean {
    return this.#context !== null;
  }

  async start(): Promise<void> {
    if (this.#context !== null) return;
    const world = this.#world;
    this.#generation += 1;
    const generation = this.#generation;
    const isAlive = (): boolean => this.#generation === generation && this.#context !== null;
    const step = (): void => this.#step(generation);
    const database = simDatabase(world, this.#underCentral, { isAlive, step }, this.#durability);
    const clock = { now: () => world.instant(this.skewMs), elapsedMs: () => world.nowMs };
    const scheduler = {
      after: (ms: number, run: () => void) =>
        world.at(ms === lookMs ? seldomMs : ms, () => {
          if (isAlive()) run();
        }),
    };
    const meta = await this.database.read((db) =>
      db.first<{ value: string }>(sql`select value from meta where key = 'central-epoch'`),
    );
    const centralEpoch = meta?.value ?? '';
    const log = logSigner(testLog, testLogKey, centralEpoch);
    await bringLogUpToDate((work) => this.database.write(work), log, clock.now());
    const poker = openFeedPoker(scheduler, () => database.read(readHeads));
    const watermark = this.#watermark();
    const news = new NewsDesk({ database, clock, scheduler, poker, watermark, centralEpoch });
    const audit = openAuditWriter(database, log);
    // The snapshot is brought up to date within the request that found it wanting: nothing runs beside the world.
    const snapshots = {
      running: 0,
      noteMissing: async (partition: string, { missing }: StreamFound) =>
        missing === 0 ? undefined : rebuildSnapshot(database, partition, () => !isAlive()),
      stop: () => Promise.resolve(),
    };
    this.#context = {
      database,
      audit,
      log,
      clock,
      signatures: checkedInTurn,
      poker,
      news,
      limits: scopeLimits,
      snapshots,
      watermark,
      centralEpoch,
    };
    world.note(`central up, generation ${generation}`);
  }

  #watermark(): Watermark {
    if (this.#durability === 'durable') return durableWatermark;
    const watermark = new MovingWatermark();
    if (this.#copied !== null) watermark.move(this.#copied);
    return watermark;
  }

  crash(why: string): void {
    if (this.#context === null) return;
    this.#world.note(`central down: ${why}`);
    this.#context = null;
    this.#diesInSteps = null;
    for (const reset of [...this.#open]) reset();
    this.#open.clear();
  }

  /** Dies after so many steps of its work, wherever that is. */
  crashInSteps(steps: number): void {
    if (this.#context !== null) this.#diesInSteps = steps;
  }

  neverCrash(): void {
    this.#diesInSteps = null;
  }

  /** A request that has arrived. Fails with `central-unreachable` where central is down or dies meanwhile. */
  receive(work: (context: SyncContext) => Promise<string>): Promise<string> {
    const context = this.#context;
    if (context === null) return Promise.reject(away('down'));
    return new Promise((resolve, reject) => {
      const reset = (): void => reject(away('reset'));
      this.#open.add(reset);
      work(context)
        .then(resolve, (thrown: unknown) => reject(thrown instanceof CentralCrash ? away('reset') : (thrown as Error)))
        .finally(() => this.#open.delete(reset));
    });
  }

  async admit(cases: readonly NewCase[]): Promise<void> {
    const touched = await this.database.write((db) => admitCases(db, cases));
    for (const partition of touched) this.#context?.poker.poke(partition);
  }

  async revoke(clientId: string): Promise<void> {
    this.#revoked.add(clientId);
    await this.#writeRevocations();
  }

  /** A central that is not durable copies its database to where a power cut leaves it, and may vouch for that much. */
  async copySafely(): Promise<void> {
    if (this.#durability === 'durable') return;
    const devices = await backUp(this.database, 'safe_copy');
    this.#copied = devices;
    this.#world.note('central made a safe copy');
    const { watermark } = this.#context ?? {};
    if (watermark instanceof MovingWatermark) watermark.move(devices);
  }

  /** What was not copied is gone: it comes back as another central, with the copy. */
  async loseWhatIsNotCopied(): Promise<void> {
    if (this.#copied === null) return;
    this.crash('the power went');
    await restore(this.database, this.#world.random.fork(`power ${this.#generation}`).uuid(), 'safe_copy');
    await this.#writeRevocations();
  }

  async backUp(): Promise<void> {
    await backUp(this.database, 'backup');
    this.#hasBackup = true;
    this.#world.note('central backed up');
  }

  /** As an operator does it: central is down, gets the older database, is told so, and devices stay revoked. */
  async restore(): Promise<boolean> {
    if (!this.#hasBackup) return false;
    this.crash('restored from a backup');
    this.wasRestored = true;
    await restore(this.database, this.#world.random.fork(`epoch ${this.#generation}`).uuid(), 'backup');
    await this.#writeRevocations();
    await this.copySafely();
    return true;
  }

  async #writeRevocations(): Promise<void> {
    const ids = [...this.#revoked];
    const now = this.#world.instant();
    // A restored central may not know the device yet: it is entered as one that was withdrawn.
    await this.database.write((db) =>
      db.run(sql`
        insert into client (client_id, public_key, registered_by, registered_at, last_seen, app_version, last_n, last_hash,
          revoked_at)
        select id, '', '', ${now}, ${now}, '', 0, ${firstPrevHash}, ${now} from unnest(${ids}::text[]) as revoked (id)
        on conflict (client_id) do update set revoked_at = coalesce(client.revoked_at, excluded.revoked_at)`),
    );
  }

  #step(generation: number): void {
    if (generation !== this.#generation || this.#context === null) throw new CentralCrash('gone');
    if (this.#diesInSteps === null) return;
    this.#diesInSteps -= 1;
    if (this.#diesInSteps > 0) return;
    this.crash('killed at a step');
    throw new CentralCrash('killed');
  }
}
