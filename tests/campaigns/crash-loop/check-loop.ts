import { actorOf } from '#central/identity/people-store.ts';
import { sameValue } from '#shared/model/same-value.ts';
import { staff } from '#support/central-cases.ts';
import type { CentralSnapshot, ResultAtCentral } from '../../simulation/central-snapshot.ts';
import { type ActingDevice, checkCentral } from '../../simulation/check-central.ts';
import type { MachineAtRest } from './check-machine.ts';
import type { Machine } from './machine.ts';

/** What went wrong, by what was promised. */
export interface LoopFaults {
  readonly lost: string[];
  readonly doubled: string[];
  readonly feed: string[];
  readonly stores: string[];
  readonly other: string[];
}

function isDoing(result: ResultAtCentral, args: Machine['asked'][number]): boolean {
  const { envelope } = result;
  return envelope.caseId === args.caseId && envelope.type === args.type && sameValue(envelope.payload, args.payload);
}

/** Acts that were answered have one result at central, for the very act that was asked for. */
function checkAcknowledged(machine: Machine, results: readonly ResultAtCentral[], faults: LoopFaults): void {
  const byNumber = new Map(results.map((result) => [result.n, result]));
  for (const { n, args } of machine.acknowledged) {
    const result = byNumber.get(n);
    if (result === undefined || !isDoing(result, args)) faults.lost.push(`${machine.name} act ${n} (${args.type})`);
  }
  // An act that was asked for once stands there once, answered or not.
  const seen = new Set<string>();
  for (const { n, envelope } of results) {
    const key = JSON.stringify([envelope.caseId, envelope.type, envelope.payload]);
    if (envelope.type !== 'document.mark-read' && seen.has(key)) faults.doubled.push(`${machine.name} act ${n}`);
    seen.add(key);
  }
}

/** The device's ledger says what central has stored. */
function checkLedger(name: string, at: MachineAtRest, results: readonly ResultAtCentral[], faults: LoopFaults): void {
  const byNumber = new Map(results.map((result) => [result.n, result]));
  for (const row of at.outbox) {
    const there = byNumber.get(row.n);
    if (row.state === 'waiting') faults.other.push(`${name} act ${row.n}: still waits`);
    else if (there?.hash !== row.hash) faults.other.push(`${name} act ${row.n}: central has another act there`);
    else if (!sameValue(there.result, row.result))
      faults.other.push(`${name} act ${row.n}: another result than central's`);
  }
}

/** What the machine has signed, as far as central's results show acts that were asked for on it. */
function actingDevice(machine: Machine, at: MachineAtRest, results: readonly ResultAtCentral[]): ActingDevice {
  const issued = new Set(at.outbox.map((row) => `${row.n}:${row.hash}`));
  for (const result of results) {
    if (machine.asked.some((args) => isDoing(result, args))) issued.add(`${result.n}:${result.hash}`);
  }
  return { name: machine.name, clientId: at.clientId, who: actorOf(staff.officer), issued };
}

const isOfFeed = /feed/u;

/** Everything together: what the machines were told, what their files say, what central holds. */
export function checkLoop(
  machines: readonly Machine[],
  atRest: ReadonlyMap<Machine, MachineAtRest>,
  central: CentralSnapshot,
  log: Parameters<typeof checkCentral>[3],
): LoopFaults {
  const faults: LoopFaults = { lost: [], doubled: [], feed: [], stores: [], other: [] };
  const devices: ActingDevice[] = [];
  for (const machine of machines) {
    const at = atRest.get(machine);
    if (at === undefined) continue;
    for (const fault of at.faults) faults.stores.push(`${machine.name}: ${fault}`);
    const results = central.results.get(at.clientId) ?? [];
    checkAcknowledged(machine, results, faults);
    checkLedger(machine.name, at, results, faults);
    devices.push(actingDevice(machine, at, results));
  }
  const known = new Set(devices.map((device) => device.clientId));
  for (const clientId of central.results.keys()) {
    if (!known.has(clientId)) faults.other.push('central has acts of a device that is none of these');
  }
  checkCentral(devices, central, (what) => void (isOfFeed.test(what) ? faults.feed : faults.other).push(what), log);
  return faults;
}
