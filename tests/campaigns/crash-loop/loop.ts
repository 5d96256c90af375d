import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Central, openCentral } from '#central/central.ts';
import type { CaseId, DocumentId } from '#shared/model/ids.ts';
import { putDocument, putStaff, seedCases, staff, uuidOf } from '#support/central-cases.ts';
import { type FaultPlan, type FaultProxy, noFaults, startFaultProxy } from '#support/fault-proxy.ts';
import { startPostgres } from '#support/postgres-server.ts';
import { readCentral } from '../../simulation/central-snapshot.ts';
import { SeededRandom } from '../../simulation/seeded-random.ts';
import { officerActs, supervisorActs } from './acts.ts';
import { bugVariable, type CrashBug, spoilCentral } from './bugs.ts';
import { Centrals } from './centrals.ts';
import { checkLoop, type LoopFaults } from './check-loop.ts';
import { checkMachine, type MachineAtRest } from './check-machine.ts';
import { damages, Machine, type MachineParts } from './machine.ts';

export interface LoopWish {
  readonly cycles: number;
  readonly seed: string;
  readonly database: 'pglite' | 'postgres';
  readonly bug: CrashBug | null;
  readonly onCycle?: (line: string) => void;
}

export interface LoopReport {
  readonly database: LoopWish['database'];
  readonly seed: string;
  readonly cycles: number;
  readonly seconds: number;
  readonly kills: { readonly cores: number; readonly centrals: number };
  readonly damagedStores: number;
  readonly rebuiltStores: number;
  readonly acts: { readonly asked: number; readonly acknowledged: number };
  readonly outcomes: Readonly<Record<string, number>>;
  readonly feedRows: number;
  readonly documents: number;
  readonly proxy: Readonly<Record<string, number>>;
  readonly faults: LoopFaults;
}

const caseCount = 24;
const restLimitMs = 90_000;
const longestWorkMs = 4000;

interface Seeded {
  readonly caseId: CaseId;
  readonly documentId: DocumentId;
}

/** An office with papers worth fetching: from a few bytes to ones that are cut in the middle. */
async function seedOffice(central: Central, random: SeededRandom): Promise<Seeded[]> {
  await putStaff(central);
  const made: Seeded[] = [];
  for (let index = 1; index <= caseCount; index += 1) {
    const sizes = [2000 + random.int(20_000), 50_000 + random.int(600_000)];
    const contents = [];
    for (const [place, size] of sizes.entries()) {
      const filler = createHash('sha256').update(`${random.next()}`).digest();
      contents.push(await putDocument(central, Buffer.alloc(size, Buffer.concat([filler, Buffer.from([place])]))));
    }
    const holder = index % 2 === 0 ? staff.officer : staff.otherOfficer;
    const [caseId] = await seedCases(central, 1, { from: index, holder: holder.officerId, contents });
    if (caseId !== undefined) made.push({ caseId, documentId: uuidOf(`document ${index} 0`) as DocumentId });
  }
  return made;
}

function drawPlan(random: SeededRandom): FaultPlan {
  return {
    latencyMs: random.int(30),
    jitterMs: random.int(60),
    bytesPerSecond: random.chance(0.3) ? 60_000 + random.int(400_000) : null,
    cut: random.chance(0.6) ? random.next() * 0.6 : 0,
    cutWithinBytes: random.pick([400, 4000, 40_000, 400_000]),
    halfOpen: random.chance(0.3) ? 0.3 : 0,
    duplicate: random.chance(0.5) ? 0.5 : 0,
  };
}

/** One run: its people, processes and wires. */
class Loop {
  readonly #wish: LoopWish;
  readonly #random: SeededRandom;
  readonly #machines: readonly Machine[];
  readonly #proxies: readonly FaultProxy[];
  readonly #centrals: Centrals;
  damaged = 0;

  constructor(
    wish: LoopWish,
    random: SeededRandom,
    parts: { machines: Machine[]; proxies: FaultProxy[]; centrals: Centrals },
  ) {
    this.#wish = wish;
    this.#random = random;
    this.#machines = parts.machines;
    this.#proxies = parts.proxies;
    this.#centrals = parts.centrals;
  }

  async run(): Promise<void> {
    for (const machine of this.#machines) machine.start();
    await Promise.all(this.#machines.map((machine) => machine.settle()));
    // Loads under faults come with the stores that are made anew.
    await Promise.all(this.#machines.map((machine) => machine.loaded()));
    for (const machine of this.#machines) machine.work();
    for (let cycle = 1; cycle <= this.#wish.cycles; cycle += 1) await this.#cycle(cycle);
    for (const proxy of this.#proxies) {
      proxy.setPlan(noFaults);
      proxy.cutAll();
    }
    await Promise.all(this.#machines.map((machine) => machine.stopWork()));
    await Promise.all(this.#machines.map((machine) => machine.settle()));
  }

  async rest(faults: LoopFaults): Promise<void> {
    const rested = await Promise.all(this.#machines.map((machine) => machine.comeToRest(restLimitMs)));
    for (const [index, { rested: isAtRest, last }] of rested.entries()) {
      if (!isAtRest) faults.other.push(`${this.#machines[index]?.name} did not come to rest: ${last}`);
    }
    for (const machine of this.#machines) {
      const code = await machine.end();
      if (code !== 0) faults.other.push(`${machine.name} ended with ${code}`);
    }
  }

  async #cycle(cycle: number): Promise<void> {
    const random = this.#random.fork(`cycle ${cycle}`);
    for (const proxy of this.#proxies) {
      proxy.setPlan(drawPlan(random));
      if (random.chance(0.5)) proxy.cutAll();
    }
    await this.#someWork(random.int(24));
    await pause(random.int(300));
    const victims: Promise<string>[] = [];
    if (random.chance(0.7)) victims.push(this.#killMachine(random.pick(this.#machines), random));
    if (victims.length === 0 || random.chance(0.3)) victims.push(this.#killCentral(random));
    const happened = await Promise.all(victims);
    this.#wish.onCycle?.(`cycle ${cycle}: ${happened.join(', ')}`);
  }

  /** Lets people get so many acts done; on a machine that is down or a case that moved away that may take for ever. */
  async #someWork(acts: number): Promise<void> {
    const done = (): number => this.#machines.reduce((sum, each) => sum + each.acknowledged.length, 0);
    const wanted = done() + acts;
    for (let waitedMs = 0; done() < wanted && waitedMs < longestWorkMs; waitedMs += 20) await pause(20);
  }

  async #killMachine(machine: Machine, random: SeededRandom): Promise<string> {
    const damage = random.chance(0.25) ? random.pick(damages) : null;
    await machine.kill();
    if (damage !== null) {
      this.damaged += 1;
      machine.damage(damage);
    }
    machine.start();
    return `${machine.name} killed${damage === null ? '' : `, store ${damage}`}`;
  }

  async #killCentral(random: SeededRandom): Promise<string> {
    const index = random.int(this.#centrals.ports.length);
    await this.#centrals.kill(index);
    await pause(random.int(200));
    await this.#centrals.restart(index);
    return `central ${index + 1} killed`;
  }
}

async function startMachines(
  wish: LoopWish,
  folder: string,
  cases: readonly Seeded[],
): Promise<{ machines: Machine[]; proxies: FaultProxy[] }> {
  const random = new SeededRandom(wish.seed);
  const broken =
    wish.bug === null || wish.bug === 'feed-number-lost'
      ? {}
      : {
          entry: new URL('broken-core-process.ts', import.meta.url),
          env: { ...process.env, [bugVariable]: wish.bug },
        };
  const { officer, otherOfficer, supervisor } = staff;
  const roles: Pick<MachineParts, 'name' | 'people' | 'nextAct' | 'seesDocuments'>[] = [
    { name: 'officer', people: [officer.officerId], nextAct: officerActs, seesDocuments: true },
    { name: 'shared', people: [otherOfficer.officerId, officer.officerId], nextAct: officerActs, seesDocuments: true },
    { name: 'supervisor', people: [supervisor.officerId], nextAct: supervisorActs, seesDocuments: false },
  ];
  const machines: Machine[] = [];
  const proxies: FaultProxy[] = [];
  for (const role of roles) {
    const wires = random.fork(`wires ${role.name}`);
    const proxy = await startFaultProxy(() => wires.next());
    proxies.push(proxy);
    const own = { dataDir: join(folder, role.name), proxy, random: random.fork(role.name), cases };
    machines.push(new Machine({ ...role, ...own, ...broken }));
  }
  return { machines, proxies };
}

function countBy(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

async function runOn(wish: LoopWish, folder: string, databaseUrl: string | null): Promise<LoopReport> {
  const random = new SeededRandom(wish.seed);
  const dataDir = join(folder, 'central');
  const central = await openCentral({ dataDir, databaseUrl, demo: true });
  const cases = await seedOffice(central, random.fork('office'));
  await spoilCentral(central.database, wish.bug);
  await central.close();
  const startedAt = performance.now();
  const { machines, proxies } = await startMachines(wish, folder, cases);
  const centrals = await Centrals.start(databaseUrl === null ? 1 : 2, { dataDir, databaseUrl }, proxies);
  const early: LoopFaults = { lost: [], doubled: [], feed: [], stores: [], other: [] };
  const loop = new Loop(wish, random.fork('loop'), { machines, proxies, centrals });
  try {
    await loop.run();
    await loop.rest(early);
  } finally {
    await Promise.all(machines.map((machine) => machine.kill()));
    const codes = await centrals.stop();
    if (codes.some((code) => code !== 0)) early.other.push(`central ended with ${codes.join(' and ')}`);
    await Promise.all(proxies.map((proxy) => proxy.stop()));
  }
  const atRest = new Map<Machine, MachineAtRest>();
  for (const machine of machines) atRest.set(machine, await checkMachine(machine));
  const after = await openCentral({ dataDir, databaseUrl, demo: true });
  const snapshot = await readCentral(after.database);
  await after.close();
  const found = checkLoop(machines, atRest, snapshot, after.sync.log.identity);
  const sum = (pick: (machine: Machine) => number): number => machines.reduce((total, each) => total + pick(each), 0);
  return {
    database: wish.database,
    seed: wish.seed,
    cycles: wish.cycles,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    kills: { cores: sum((each) => each.kills) - machines.length, centrals: centrals.kills },
    damagedStores: loop.damaged,
    rebuiltStores: sum((each) => each.rebuilt),
    acts: { asked: sum((each) => each.asked.length), acknowledged: sum((each) => each.acknowledged.length) },
    outcomes: countBy([...snapshot.results.values()].flat().map((each) => each.outcome)),
    feedRows: [...snapshot.feed.values()].reduce((total, rows) => total + rows.length, 0),
    documents: [...atRest.values()].reduce((total, each) => total + each.documents, 0),
    proxy: proxies.reduce<Record<string, number>>((total, { counts }) => {
      for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
      return total;
    }, {}),
    faults: {
      lost: [...early.lost, ...found.lost],
      doubled: [...early.doubled, ...found.doubled],
      feed: [...early.feed, ...found.feed],
      stores: [...early.stores, ...found.stores],
      other: [...early.other, ...found.other],
    },
  };
}

/** Real cores and centrals under load, killed again and again; what they promised is checked when all is quiet. */
export async function runCrashLoop(wish: LoopWish): Promise<LoopReport> {
  const folder = await mkdtemp(join(tmpdir(), 'dossier-crash-'));
  const postgres = wish.database === 'postgres' ? await startPostgres() : null;
  try {
    return await runOn(wish, folder, (await postgres?.newDatabase()) ?? null);
  } finally {
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

export function loopHeld({ faults }: LoopReport): boolean {
  return Object.values(faults).every((list: readonly string[]) => list.length === 0);
}
