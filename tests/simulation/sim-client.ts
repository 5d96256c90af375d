import { sql } from '#core/db/sql.ts';
import { type ActToDo, performAct } from '#core/features/case-file/perform-act.ts';
import { rewriteJournal } from '#core/features/outbox/journal-upkeep.ts';
import { rebasePending } from '#core/features/outbox/rebase-pending.ts';
import { writeSession } from '#core/features/session/store.ts';
import { SyncTables } from '#core/features/sync/sync-tables.ts';
import { writeFact } from '#core/features/workspace/facts.ts';
import type { SalvagedOutbox } from '#core/features/workspace/open-store.ts';
import { prepareStore } from '#core/features/workspace/prepare-store.ts';
import { Workspace } from '#core/features/workspace/workspace.ts';
import { OutboxJournal, salvageJournal } from '#core/journal/outbox-journal.ts';
import type { SyncDisk, SyncNetwork } from '#core/sync/ports.ts';
import { type EngineStatus, SyncEngine } from '#core/sync/sync-engine.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { ClientId, Instant } from '#shared/model/ids.ts';
import { firstPrevHash } from '#shared/protocol/command-envelope.ts';
import { checkClaim } from './check-client.ts';
import type { Faults } from './faults.ts';
import { MemoryDisk } from './memory-disk.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SimCentral } from './sim-central.ts';
import { type CentralDoor, SimNetwork } from './sim-network.ts';
import { ClientCrash, diskFull, imageOf, newStore, type SimConnection, storeFrom } from './sim-store.ts';
import type { World } from './world.ts';

/** An Ed25519 private key in PKCS #8 is these bytes and 32 of chance. */
const keyPrefix = '302e020100300506032b657004220420';
const journalPath = 'outbox.journal';

/** Where a known bug is put between the engine and the world. */
export interface ClientSeams {
  disk(disk: SyncDisk, client: SimClient): SyncDisk;
  network(network: SyncNetwork, client: SimClient): SyncNetwork;
}

export interface ClientParts {
  readonly world: World;
  readonly central: SimCentral;
  readonly door: CentralDoor;
  readonly seams: ClientSeams;
  readonly faults: () => Faults;
  readonly name: string;
  readonly who: Actor;
  /** After each change of the store by the exchange. */
  readonly onTaken: (client: SimClient, what: string) => void;
}

/** What somebody copied of a device's folder. */
export interface ClientImage {
  readonly store: Buffer;
  readonly journal: Uint8Array | null;
}

interface Running {
  readonly workspace: Workspace;
  readonly tables: SyncTables;
  readonly engine: SyncEngine;
}

/** One device: the real store, features and engine of the core, as a process that can die at any step and come back. */
export class SimClient {
  readonly name: string;
  readonly who: Actor;
  readonly clientId: ClientId;
  readonly random: SeededRandom;
  readonly #parts: ClientParts;
  readonly #journalDisk = new MemoryDisk();
  readonly #journalKey: Buffer;
  #store: SimConnection;
  #generation = 0;
  /** What a process that was killed has still to do is not done. */
  #isDead = false;
  #running: Running | null = null;
  #diesInSteps: number | null = null;
  #diskRoom = 1;
  #statusLine = '';
  /** How far central has said each feed to go, as it came over the line: no bug of this side is in it. */
  #saidHeads = new Map<string, number>();
  skewMs = 0;
  isOffline = false;
  isRevoked = false;
  /** Its store was put back to an older copy after acts had been made: central must not believe it. */
  isForked = false;
  /** Made anew from the journal, so that acts which central had confirmed are no longer here. */
  hasLostDatabase = false;
  /** `n:hash` of every act that ever stood in its store. */
  readonly issued = new Set<string>();
  /** Acts that the person was told of as done, by number. */
  told = new Map<number, string>();

  constructor(parts: ClientParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.who = parts.who;
    this.random = parts.world.random.fork(`client ${parts.name}`);
    this.clientId = this.random.uuid() as ClientId;
    this.#journalKey = this.random.bytes(32);
    this.#store = newStore();
    const deviceKey = keyPrefix + this.random.bytes(32).toString('hex');
    const identity = { kind: 'identity' as const, clientId: this.clientId, deviceKey, n: 0, prevHash: firstPrevHash };
    this.#prepare({ identity, acts: [] });
  }

  get running(): Running | null {
    return this.#running;
  }

  get db(): SimConnection {
    return this.#store;
  }

  get status(): EngineStatus | null {
    return this.#running?.engine.status ?? null;
  }

  /** The process starts: everything that it knows it reads from the store. */
  start(): void {
    if (this.#running !== null) return;
    const { world } = this.#parts;
    this.#generation += 1;
    this.#isDead = false;
    const generation = this.#generation;
    const isAlive = (): boolean => this.#generation === generation && this.#running !== null;
    this.#store.beforeWrite = () => this.#step();
    this.#journalDisk.beforeWrite = () => this.#step();
    this.#journalDisk.beforeFlush = () => this.#flushStep();
    const clock = { now: (): Instant => world.instant(this.skewMs) };
    const replayed = this.#prepare(this.#salvage());
    const journal = OutboxJournal.open(this.#journalDisk, journalPath, this.#journalKey);
    const workspace = new Workspace({ db: this.#store, journal, clock });
    const tables = new SyncTables(workspace, () => undefined);
    const engine = this.#engineOf(workspace, tables, isAlive);
    this.#running = { workspace, tables, engine };
    world.note(`${this.name} starts`);
    this.alive(() => {
      if (replayed > 0) workspace.book.write((changes) => rebasePending(workspace, changes));
      rewriteJournal(workspace);
    });
    this.#noteIssued();
    if (isAlive()) engine.start();
  }

  crash(why: string): void {
    if (this.#running === null) return;
    this.#running = null;
    this.#isDead = true;
    this.#diesInSteps = null;
    this.#parts.world.note(`${this.name} dies: ${why}`);
  }

  crashInSteps(steps: number): void {
    if (this.#running !== null) this.#diesInSteps = steps;
  }

  neverCrash(): void {
    this.#diesInSteps = null;
    this.#diskRoom = 1;
  }

  /** From now on each write fails with this probability. */
  fillDisk(share: number): void {
    this.#diskRoom = 1 - share;
    this.#parts.world.note(`${this.name} disk ${share === 0 ? 'has room again' : 'full'}`);
  }

  setOffline(isOffline: boolean): void {
    this.isOffline = isOffline;
    this.#parts.world.note(`${this.name} ${isOffline ? 'goes offline' : 'comes online'}`);
    this.#running?.engine.restart();
  }

  image(): ClientImage {
    const journal = this.#journalDisk.read(journalPath);
    return { store: imageOf(this.#store), journal: journal === null ? null : Buffer.from(journal) };
  }

  /** Puts an older copy of the device's folder in place. */
  putBack(image: ClientImage): void {
    this.crash('an older copy of its store is put in place');
    const before = this.lastMade();
    this.#store.close();
    this.#store = storeFrom(image.store);
    this.#journalDisk.put(journalPath, image.journal);
    if (this.lastMade() !== before) this.isForked = true;
    this.told = new Map();
  }

  /** The database is lost; a new one is made from the journal. Not where the journal could not be written: then both are gone. */
  loseDatabase(): void {
    if (this.#running?.workspace.journal.behind !== false) return;
    this.crash('its database is damaged');
    this.hasLostDatabase = true;
    this.#store.close();
    const salvaged = this.#salvage();
    this.#store = newStore();
    this.#prepare(salvaged);
    const acts = new Set(salvaged.acts.map(({ envelope }) => envelope.n));
    this.told = new Map([...this.told].filter(([n]) => acts.has(n)));
  }

  close(): void {
    this.crash('the run is over');
    this.#store.close();
  }

  lastMade(): number {
    return this.#store.value<number>(sql`select last_n from device`) ?? 0;
  }

  /** A person does something; what the rules or the disk refuse is noted and nothing is done. */
  act(ask: ActToDo): void {
    const running = this.#running;
    if (running === null) return;
    const { world } = this.#parts;
    const what = `${this.name} ${ask.type} on ${ask.caseId.slice(0, 4)}`;
    this.alive(() => {
      try {
        const { n } = performAct(running.workspace, ask);
        world.note(`${what} is act ${n ?? 'none'}`);
        if (n !== null) this.#tell(n);
        running.engine.poke();
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown;
        world.note(`${what}: ${thrown.code} ${String(thrown.details['refusal'] ?? '')}`);
      }
    });
    this.#noteIssued();
  }

  /** Runs work of the process; a death in the middle of it ends it, anything unexpected is a bug of the core. */
  alive(work: () => void): void {
    try {
      work();
    } catch (thrown) {
      if (!(thrown instanceof ClientCrash)) this.#bug(thrown);
    }
  }

  #tell(n: number): void {
    const hash = this.#store.value<string>(sql`select hash from outbox where n = ${n}`);
    if (hash === undefined) this.#parts.world.violate(`${this.name} was told of act ${n} that its store does not have`);
    else this.told.set(n, hash);
  }

  #noteIssued(): void {
    for (const { n, hash } of this.#store.all<{ n: number; hash: string }>(sql`select n, hash from outbox`)) {
      this.issued.add(`${n}:${hash}`);
    }
  }

  #salvage(): SalvagedOutbox {
    const { records } = salvageJournal(this.#journalDisk, journalPath, this.#journalKey);
    const identity = records.findLast((record) => record.kind === 'identity') ?? null;
    const acts = new Map(records.flatMap((record) => (record.kind === 'act' ? [[record.envelope.n, record]] : [])));
    return { identity, acts: [...acts.values()].sort((left, right) => left.envelope.n - right.envelope.n) };
  }

  /** Gives how many acts only the journal had. */
  #prepare(salvage: SalvagedOutbox): number {
    const { world, who } = this.#parts;
    const now = world.instant();
    const db = this.#store;
    const replayed = prepareStore(db, salvage, { newClientId: () => this.clientId, now });
    const far = '2046-01-01T00:00:00.000Z' as Instant;
    writeSession(db, { session: { actor: who, signedInAt: now, tokenExpiresAt: far, demo: true }, token: 'simulated' });
    writeFact(db, 'cases-of', who.officerId);
    writeFact(db, `actor:${who.officerId}`, JSON.stringify(who));
    return replayed;
  }

  /** One step of the process: here it may die, or find the disk full. */
  #step(): void {
    if (this.#isDead) throw new ClientCrash('gone');
    if (this.#running === null) return;
    if (this.#diesInSteps !== null && --this.#diesInSteps <= 0) {
      this.crash('killed at a step');
      throw new ClientCrash('killed');
    }
    if (this.#diskRoom < 1 && !this.random.chance(this.#diskRoom)) throw diskFull();
  }

  #flushStep(): void {
    if (this.#diskRoom < 1 && !this.random.chance(this.#diskRoom)) throw diskFull();
  }

  #bug(thrown: unknown): void {
    const { world } = this.#parts;
    world.violate(`${this.name} has a bug: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    if (process.env['SIMULATE_STACKS'] === 'yes' && thrown instanceof Error) process.stderr.write(`${thrown.stack}\n`);
  }

  #engineOf(workspace: Workspace, tables: SyncTables, isAlive: () => boolean): SyncEngine {
    const { world, central, door, seams, faults, name, who } = this.#parts;
    const random = this.random.fork(`engine ${this.#generation}`);
    const line = new SimNetwork({ world, central, door, faults, random: random.fork('line'), name, who, isAlive });
    this.#saidHeads = new Map();
    return new SyncEngine({
      clock: workspace.clock,
      random,
      scheduler: {
        after: (ms, fire) =>
          world.at(ms, () => {
            if (isAlive()) fire();
          }),
      },
      network: seams.network(this.#listening(line), this),
      disk: this.#stepping(seams.disk(tables, this), isAlive),
      appVersion: 'simulated',
      isSignedIn: () => true,
      isOffline: () => this.isOffline,
      onStatus: (status) => this.#told(status),
      onUpToDate: () => undefined,
      onBug: (thrown) => {
        if (isAlive()) this.#bug(thrown);
      },
    });
  }

  /** Notes what central says of its feeds' ends on the way to whatever takes it. */
  #listening(line: SimNetwork): SyncNetwork {
    const noteHead = (partition: string, n: number, isWhole: boolean): void => {
      const known = isWhole ? 0 : (this.#saidHeads.get(partition) ?? 0);
      this.#saidHeads.set(partition, Math.max(known, n));
    };
    return new Proxy<SyncNetwork>(line, {
      get: (target, name) => {
        if (name === 'feed') {
          return async (...args: Parameters<SyncNetwork['feed']>) => {
            const response = await target.feed(...args);
            noteHead(response.partition, response.head, true);
            return response;
          };
        }
        if (name === 'push') {
          return async (...args: Parameters<SyncNetwork['push']>) => {
            const response = await target.push(...args);
            for (const { receipt } of response.results)
              if (receipt.feed !== null) noteHead(receipt.feed.partition, receipt.feed.n, false);
            return response;
          };
        }
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  }

  #checkClaim(): void {
    if (this.#running === null || this.status?.state !== 'up-to-date') return;
    checkClaim(this, this.#saidHeads, (what) => this.#parts.world.violate(what));
  }

  #told({ state, problem }: EngineStatus): void {
    this.#checkClaim();
    const line = `${state}${problem === null ? '' : ` (${problem})`}`;
    if (line === this.#statusLine || this.#running === null) return;
    if (state === 'up-to-date' && !this.#running.tables.outboxIsEmpty())
      this.#parts.world.violate(`${this.name} says it is up to date, and something waits`);
    this.#statusLine = line;
    this.#parts.world.note(`${this.name} ${line}`);
  }

  /** The disk port with a step before and after each transaction. */
  #stepping(disk: SyncDisk, isAlive: () => boolean): SyncDisk {
    const { onTaken, world } = this.#parts;
    return new Proxy(disk, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name, target);
        if (typeof method !== 'function' || typeof name !== 'string') return method;
        return (...args: unknown[]): unknown => {
          if (!isAlive()) throw new ClientCrash('gone');
          const isChange = /^(take|begin|end|reload|startOver)/.test(name);
          if (isChange) this.#step();
          const value: unknown = method.apply(target, args);
          if (!isChange) return value;
          world.note(`${this.name} ${name}`);
          onTaken(this, name);
          this.#checkClaim();
          this.#step();
          return value;
        };
      },
    });
  }
}
