import type { Central } from '#central/central.ts';
import { actorOf, findPerson } from '#central/identity/people-store.ts';
import { hello } from '#central/sync/hello.ts';
import { receiveCommands } from '#central/sync/receive-commands.ts';
import { invariant } from '#shared/errors/result.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { ClientId } from '#shared/model/ids.ts';
import { Device } from '#support/central-device.ts';

export interface WritersWish {
  readonly devices: number;
  /** Acts of each device, one a transaction. */
  readonly actsPerDevice: number;
  readonly caseIds: readonly string[];
  readonly officerId: string;
  /** Where these devices begin among the cases, so that processes meet on the same ones. */
  readonly offset: number;
}

/** Devices of central's own kind: registered by `hello`, signing what they send. */
export async function registerDevices(central: Central, { devices, officerId }: WritersWish): Promise<Device[]> {
  const who = await actorNamed(central, officerId);
  const made = Array.from({ length: devices }, () => new Device(''));
  for (const device of made) {
    device.officerId = officerId;
    const { clientId, publicKey } = device;
    const now = central.sync.clock.now();
    const request = { clientId: clientId as ClientId, publicKey, lastMade: 0, lastAnswered: 0, appVersion: '0', now };
    await hello(central.sync, request, who, null);
  }
  return made;
}

async function actorNamed(central: Central, officerId: string): Promise<Actor> {
  const person = await central.database.read((db) => findPerson(db, officerId));
  invariant(person !== null, 'the writer is of the staff');
  return actorOf(person);
}

/**
 * All devices write at once, each one act after the other by `receiveCommands`: signature, chain, rules, events, feed,
 * audit and result in one transaction. Gives the feed numbers of the receipts, which stand for what was committed.
 */
export async function writeActs(central: Central, devices: readonly Device[], wish: WritersWish): Promise<number[]> {
  const who = await actorNamed(central, wish.officerId);
  const numbers: number[] = [];
  await Promise.all(
    devices.map(async (device, place) => {
      for (let act = 0; act < wish.actsPerDevice; act += 1) {
        const caseId = wish.caseIds[(wish.offset + place * 7 + act) % wish.caseIds.length] ?? '';
        const request = { clientId: device.clientId as ClientId, commands: [device.note(caseId, 'Called.')] };
        const { results } = await receiveCommands(central.sync, request, who, null);
        const result = results[0];
        invariant(result?.outcome === 'accepted' && result.receipt.feed !== null, 'a note is always accepted');
        numbers.push(result.receipt.feed.n);
      }
    }),
  );
  return numbers;
}
