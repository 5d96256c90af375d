import type { Database } from '#central/store/database.ts';
import { sql } from '#central/store/sql.ts';
import type { Bug } from './bugs.ts';
import type { PushInHand } from './central-bugs.ts';
import { readCentral } from './central-snapshot.ts';
import { clearCentral } from './central-tables.ts';
import { checkCentral } from './check-central.ts';
import { checkAgainstCentral, checkConverged, checkStore, checkWatermark } from './check-client.ts';
import { chooseFaults, type Faults } from './faults.ts';
import { planRun } from './plan-run.ts';
import { SimCentral } from './sim-central.ts';
import { SimClient } from './sim-client.ts';
import type { CentralDoor } from './sim-network.ts';
import { crewOf, firstCases } from './workload.ts';
import { World } from './world.ts';

export interface SeedReport {
  readonly seed: number;
  readonly violations: readonly string[];
  readonly traceHash: string;
  readonly trace: readonly string[];
  readonly happened: number;
  readonly acts: number;
  readonly faults: Faults;
}

/** Virtual time after the last fault in which everything has to come to rest: many times the longest wait of the engine. */
const quietWithinMs = 20 * 60_000;
const quietWithinHappenings = 6000;

function calm(faults: Faults): Faults {
  return { ...faults, lose: 0, duplicate: 0, slow: 0, cut: 0 };
}

/** The run of a seed: a world, a central and some devices in it, and what holds of them. */
export class SeedRun {
  readonly world: World;
  readonly central: SimCentral;
  readonly clients: readonly SimClient[];
  readonly plannedFaults: Faults;
  #faults: Faults;
  readonly #database: Database;
  readonly #inHand: PushInHand = { request: null };

  constructor(seed: number, database: Database, bug: Bug | null) {
    const world = new World(seed);
    this.world = world;
    this.#database = database;
    const { random } = world;
    this.plannedFaults = chooseFaults(random.fork('faults'), bug?.needs);
    this.#faults = this.plannedFaults;
    const underCentral = bug?.database?.(database, this.#inHand, random.fork('bug')) ?? database;
    const isDurable = this.plannedFaults.powerCuts === 0 && random.fork('durability').chance(0.5);
    this.central = new SimCentral(world, database, underCentral, isDurable ? 'durable' : 'not-durable');
    const bugRandom = random.fork('client bug');
    this.clients = crewOf(random.fork('crew')).map(
      ({ name, who }) =>
        new SimClient({
          world,
          central: this.central,
          door: this.#door(bug),
          seams: {
            disk: (disk, client) => bug?.disk?.(disk, client, bugRandom) ?? disk,
            network: (network, client) => bug?.network?.(network, client, bugRandom) ?? network,
          },
          faults: () => (world.sinceStartMs < this.plannedFaults.calmMs ? calm(this.#faults) : this.#faults),
          name,
          who,
          onTaken: (client, what) => this.#onTaken(client, what),
        }),
    );
  }

  async run(): Promise<SeedReport> {
    const { world, central, clients } = this;
    await clearCentral(this.#database, world.random.fork('epoch').uuid());
    await central.start();
    await central.admit(firstCases(world.random.fork('cases')));
    await central.copySafely();
    const endsAtMs = planRun(this);
    while (world.sinceStartMs < endsAtMs && world.violations.length === 0 && (await world.step()));
    if (world.violations.length === 0) await this.check();
    if (world.violations.length === 0) await this.#comeToRest();
    if (world.violations.length === 0) await this.#checkRest();
    for (const client of clients) client.close();
    const acts = clients.reduce((sum, client) => sum + client.issued.size, 0);
    const { violations, trace, happened } = world;
    return { seed: 0, violations, traceHash: world.traceHash(), trace, happened, acts, faults: this.plannedFaults };
  }

  /** What holds at any moment. */
  async check(): Promise<void> {
    const { world, central, clients } = this;
    const violate = (what: string): void => world.violate(what);
    const snapshot = await readCentral(this.#database);
    checkCentral(clients, snapshot, violate);
    for (const client of clients) {
      checkStore(client, violate);
      checkWatermark(client, central, snapshot, violate);
      if (central.isUp) checkAgainstCentral(client, central.epoch, snapshot, violate);
    }
  }

  /** Faults end, everybody comes back, and nothing more is done. */
  async #comeToRest(): Promise<void> {
    const { world, central, clients } = this;
    world.note('faults end');
    this.#faults = calm(this.#faults);
    central.neverCrash();
    await central.start();
    for (const client of clients) {
      client.neverCrash();
      client.start();
      if (client.isOffline) client.setOffline(false);
    }
    const until = world.sinceStartMs + quietWithinMs;
    const last = world.happened + quietWithinHappenings;
    while (world.violations.length === 0 && !(await this.#isAtRest())) {
      if (world.sinceStartMs > until || world.happened > last) return world.violate('it does not come to rest');
      for (let steps = 0; steps < 10; steps += 1) if (!(await world.step())) return undefined;
    }
  }

  async #isAtRest(): Promise<boolean> {
    for (const client of this.clients) {
      const { status } = client;
      if (status === null) return false;
      if (status.state === 'stopped') {
        if (!this.#mayStop(client)) this.world.violate(`${client.name} stopped: ${status.problem}`);
        continue;
      }
      if (status.state !== 'up-to-date' || client.running?.tables.outboxIsEmpty() !== true) return false;
    }
    const heads = new Map(
      (
        await this.#database.read((db) =>
          db.rows<{ partition: string; n: number }>(sql`select partition, n from feed_counter`),
        )
      ).map((row) => [row.partition, row.n]),
    );
    return this.clients.every(
      (client) =>
        client.status?.state === 'stopped' ||
        client.running?.tables.cursors().every(({ partition, position }) => position === (heads.get(partition) ?? 0)),
    );
  }

  /** A device stops for good where a person has to decide, and nowhere else. */
  #mayStop({ status, isRevoked, isForked, hasLostDatabase }: SimClient): boolean {
    switch (status?.problem) {
      case 'client-revoked':
        return isRevoked;
      case 'client-forked':
        return isForked;
      case 'acts-missing':
        return this.central.wasRestored && (hasLostDatabase || isForked);
      default:
        return false;
    }
  }

  async #checkRest(): Promise<void> {
    const { world, clients } = this;
    await this.check();
    const snapshot = await readCentral(this.#database);
    for (const client of clients) {
      if (client.status?.state === 'stopped') continue;
      checkConverged(client, snapshot, (what) => world.violate(what));
    }
  }

  #door(bug: Bug | null): CentralDoor {
    const { world } = this;
    return {
      beforePush: (request) => {
        this.#inHand.request = request;
      },
      afterPush: async (request, response) => {
        this.#inHand.request = null;
        const rows = await world.track(() =>
          this.#database.read((db) =>
            db.rows<{ n: number; result: string }>(
              sql`select n, result from command_result where client_id = ${request.clientId}`,
            ),
          ),
        );
        const stored = new Map(rows.map((row) => [row.n, row.result]));
        for (const result of response.results) {
          if (stored.get(result.n) !== JSON.stringify(result))
            world.violate(`act ${result.n} is answered and not kept`);
        }
        const client = this.clients.find((each) => each.clientId === request.clientId);
        if (client?.isRevoked === true) world.violate(`${client.name} is revoked and was answered`);
      },
      readerOf: (who) => bug?.readerOf?.(who) ?? who,
    };
  }

  #onTaken(client: SimClient, what: string): void {
    const { world } = this;
    if (what === 'reload')
      world.violate(`${client.name} had to read a partition anew: its feed and its cases differed`);
    checkStore(client, (violation) => world.violate(violation));
  }
}

/** Runs one seed on a database that is nobody else's meanwhile. */
export async function runSeed(seed: number, database: Database, bug: Bug | null = null): Promise<SeedReport> {
  const report = await new SeedRun(seed, database, bug).run();
  return { ...report, seed };
}
