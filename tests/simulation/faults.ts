import type { SeededRandom } from './seeded-random.ts';

/** What can go wrong in a run, each as a probability or a count. Every seed has some of them and not others: bugs hide behind too many faults as well as behind too few. */
export interface Faults {
  /** Of each message: never arrives, arrives twice, is late. */
  readonly lose: number;
  readonly duplicate: number;
  readonly slow: number;
  readonly cut: number;
  /** How long the network is well at first, so that the devices are loaded before it goes bad. */
  readonly calmMs: number;
  /** How often in the run. */
  readonly centralCrashes: number;
  readonly clientCrashes: number;
  readonly restores: number;
  readonly fullDisks: number;
  readonly clockJumps: number;
  readonly offlineSpells: number;
  readonly revocations: number;
  readonly clones: number;
  /** The database is damaged and made anew from the journal. */
  readonly lostDatabases: number;
  readonly newCases: number;
  /** Of a central that is not durable: all since its last copy is gone. */
  readonly powerCuts: number;
}

const none: Faults = {
  lose: 0,
  duplicate: 0,
  slow: 0,
  cut: 0,
  calmMs: 0,
  centralCrashes: 0,
  clientCrashes: 0,
  restores: 0,
  fullDisks: 0,
  clockJumps: 0,
  offlineSpells: 0,
  revocations: 0,
  clones: 0,
  lostDatabases: 0,
  newCases: 0,
  powerCuts: 0,
};

/** `always`: what a known bug needs in order to show. */
export function chooseFaults(random: SeededRandom, always: Partial<Faults> = {}): Faults {
  const maybe = (value: number): number => (random.chance(0.5) ? value : 0);
  const rate = (most: number): number => maybe(random.next() * most);
  const times = (most: number): number => maybe(1 + random.int(most));
  const restores = random.chance(0.3) ? 1 + random.int(2) : 0;
  return {
    ...none,
    lose: rate(0.25),
    duplicate: rate(0.25),
    slow: rate(0.4),
    cut: rate(0.4),
    calmMs: maybe(10_000),
    centralCrashes: times(3),
    clientCrashes: times(5),
    restores,
    fullDisks: times(2),
    clockJumps: times(3),
    offlineSpells: times(3),
    revocations: random.chance(0.15) ? 1 : 0,
    clones: random.chance(0.15) ? 1 : 0,
    lostDatabases: random.chance(0.2) ? 1 : 0,
    newCases: times(2),
    powerCuts: times(2),
    ...always,
  };
}
