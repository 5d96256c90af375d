import type { SeedRun } from './run-seed.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { ClientImage, SimClient } from './sim-client.ts';
import { newCase, nextAct } from './workload.ts';

/** How long people and faults are at it. */
const activeMs = 4 * 60_000;
const copyEveryMs = 25_000;

interface Plan {
  readonly run: SeedRun;
  readonly random: SeededRandom;
  readonly someTime: () => number;
}

function planActs({ run, random, someTime }: Plan): void {
  for (const client of run.clients) {
    const count = 3 + random.int(7);
    for (let made = 0; made < count; made += 1) {
      const at = someTime();
      // People work in bursts: several acts on end, then nothing.
      const burst = 1 + random.int(3);
      for (let act = 0; act < burst; act += 1) {
        run.world.at(at + act * 700, () => {
          const ask = nextAct(client);
          if (ask !== null) client.act(ask);
        });
      }
    }
  }
}

function planDeaths({ run, random, someTime }: Plan): void {
  const { world, central, clients, plannedFaults } = run;
  for (let count = 0; count < plannedFaults.clientCrashes; count += 1) {
    const client = random.pick(clients);
    const at = someTime();
    const steps = 1 + random.int(40);
    world.at(at, () => (steps < 4 ? client.crash('killed') : client.crashInSteps(steps)));
    world.at(at + 2000 + random.int(40_000), () => client.start());
    world.at(activeMs - 1, () => client.start());
  }
  for (let count = 0; count < plannedFaults.centralCrashes; count += 1) {
    const at = someTime();
    const steps = 1 + random.int(60);
    world.at(at, () => (steps < 4 ? central.crash('killed') : central.crashInSteps(steps)));
    world.at(at + 1000 + random.int(30_000), () => central.start());
  }
  for (let count = 0; count < plannedFaults.restores; count += 1) {
    const at = someTime();
    world.at(at, () => central.backUp());
    world.at(at + random.int(activeMs - at), async () => {
      if (await central.restore()) world.at(random.int(20_000), () => central.start());
    });
  }
}

function planTroubles({ run, random, someTime }: Plan): void {
  const { world, clients, plannedFaults } = run;
  const each = (count: number, plan: (client: SimClient, at: number) => void): void => {
    for (let index = 0; index < count; index += 1) plan(random.pick(clients), someTime());
  };
  each(plannedFaults.fullDisks, (client, at) => {
    const share = 0.2 + random.next() * 0.8;
    world.at(at, () => client.fillDisk(share));
    world.at(at + random.int(40_000), () => client.fillDisk(0));
  });
  each(plannedFaults.clockJumps, (client, at) => {
    const skewMs = Math.round((random.next() - 0.5) * 2 * random.pick([60_000, 86_400_000, 31_536_000_000]));
    const isCentral = random.chance(0.25);
    world.at(at, () => {
      (isCentral ? run.central : client).skewMs = skewMs;
      world.note(`${isCentral ? 'central' : client.name} clock ${skewMs}`);
    });
  });
  each(plannedFaults.offlineSpells, (client, at) => {
    world.at(at, () => client.setOffline(true));
    world.at(at + random.int(150_000), () => client.setOffline(false));
  });
}

function planMachines({ run, random, someTime }: Plan): void {
  const { world, central, clients, plannedFaults } = run;
  for (let count = 0; count < plannedFaults.revocations; count += 1) {
    const client = random.pick(clients);
    world.at(someTime(), async () => {
      client.isRevoked = true;
      world.note(`${client.name} revoked`);
      await central.revoke(client.clientId);
    });
  }
  for (let count = 0; count < plannedFaults.clones; count += 1) {
    const client = random.pick(clients);
    const at = someTime();
    let image: ClientImage | null = null;
    world.at(at, () => {
      image = client.image();
    });
    world.at(at + random.int(activeMs - at), () => {
      if (image === null) return;
      client.putBack(image);
      world.at(random.int(5000), () => client.start());
    });
  }
  for (let count = 0; count < plannedFaults.lostDatabases; count += 1) {
    const client = random.pick(clients);
    const at = someTime();
    world.at(at, () => client.loseDatabase());
    world.at(at + random.int(20_000), () => client.start());
    world.at(activeMs - 1, () => client.start());
  }
  for (let count = 0; count < plannedFaults.newCases; count += 1) {
    const made = newCase(random, 50 + count);
    world.at(someTime(), () => central.admit([made]));
  }
}

/** Copies go on all the time; between two of them the power goes, and what the devices were told has to hold. */
function planPower({ run, random, someTime }: Plan): void {
  const { world, central, plannedFaults } = run;
  if (plannedFaults.powerCuts === 0) return;
  for (let atMs = copyEveryMs; atMs < activeMs; atMs += copyEveryMs) world.at(atMs, () => central.copySafely());
  for (let count = 0; count < plannedFaults.powerCuts; count += 1) {
    world.at(someTime(), async () => {
      await central.loseWhatIsNotCopied();
      await run.check();
      world.at(random.int(20_000), () => central.start());
    });
  }
}

/** Puts all that people do and all that goes wrong into the world's queue; gives the time at which it ends. */
export function planRun(run: SeedRun): number {
  const random = run.world.random.fork('plan');
  const plan: Plan = { run, random, someTime: () => 2000 + random.int(activeMs - 3000) };
  run.clients.forEach((client, index) => run.world.at(index * 50, () => client.start()));
  planActs(plan);
  planDeaths(plan);
  planTroubles(plan);
  planMachines(plan);
  planPower(plan);
  for (let part = 1; part < 4; part += 1) run.world.at((activeMs * part) / 4, () => run.check());
  return activeMs;
}
