import { AppError } from '#shared/errors/app-error.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { Instant } from '#shared/model/ids.ts';
import type { PushRequest, PushResponse } from '#shared/protocol/push-commands.ts';
import { proveActs } from '../audit/log-proofs.ts';
import type { PersonRecord } from '../identity/people-store.ts';
import { findPeople } from '../identity/people-store.ts';
import type { WriteDb } from '../store/database.ts';
import type { BatchItem } from './batch.ts';
import { checkChain, readBatch, storedResults } from './batch.ts';
import { lockCases } from './case-rows.ts';
import { advanceDevice, devicePublicKey, lockDevice, peopleOfDevice } from './device.ts';
import type { CommandEffect, CommandSetting } from './run-command.ts';
import { runCommand } from './run-command.ts';
import { SeenBefore } from './seen-before.ts';
import { type StoredBatch, storeBatch } from './store-batch.ts';
import type { SyncContext } from './sync-context.ts';

/**
 * A batch of acts in one transaction: effects, feed rows, audit entries and stored results together, or nothing. A
 * repeated number gets its stored result; so an answer that was lost on the way costs nothing.
 *
 * The token is that of whoever is signed in now; each act is signed by the device and names its author, who must have
 * said hello on this device with a token of their own (several people may share a machine).
 *
 * @param from network address, for the audit log
 * @throws AppError `client-revoked`, `client-forked`, `gap`, `signature-invalid`, `not-permitted`, `bad-request`
 */
export async function receiveCommands(
  context: SyncContext,
  request: PushRequest,
  who: Actor,
  from: string | null,
): Promise<PushResponse> {
  const items = readBatch(request);
  const receivedAt = context.clock.now();
  const { results, last, touched, places } = await context.database
    .write((db) => applyBatch(db, context, { clientId: request.clientId, items, receivedAt, from }))
    .catch(async (thrown: unknown) => {
      await recordAlarm(context, thrown, request.clientId, who, from);
      throw thrown;
    });
  for (const partition of touched) context.poker.poke(partition);
  return {
    log: await context.database.read((db) => proveActs(db, request, places)),
    results,
    last,
    durableThrough: context.watermark.through(request.clientId, last),
    centralEpoch: context.centralEpoch,
    now: receivedAt,
  };
}

interface Reception {
  readonly clientId: string;
  readonly items: readonly BatchItem[];
  readonly receivedAt: Instant;
  readonly from: string | null;
}

interface BatchOutcome extends StoredBatch {
  readonly last: number;
}

async function applyBatch(
  db: WriteDb,
  { signatures, log: signer }: SyncContext,
  { clientId, items, receivedAt, from }: Reception,
): Promise<BatchOutcome> {
  const device = await lockDevice(db, clientId);
  if (device === undefined) throw new AppError('bad-request', { field: 'clientId', why: 'unknown' });
  if (device.revoked_at !== null) throw new AppError('client-revoked');
  const repeated = items.filter(({ envelope }) => envelope.n <= device.last_n);
  const fresh = items.filter(({ envelope }) => envelope.n > device.last_n);
  const stored = await storedResults(db, clientId, repeated);
  const newest = fresh.at(-1);
  if (newest === undefined) return { results: stored, last: device.last_n, touched: [], places: [] };
  const envelopes = fresh.map(({ envelope }) => envelope);
  // While these are checked, the database is read; nothing is done with it before they hold.
  const checking = signatures(fresh, devicePublicKey(device.public_key));
  const locked = await lockCases(db, [...new Set(envelopes.map(({ caseId }) => caseId))]);
  checkChain(device, fresh, await checking);
  const people = await peopleOfBatch(db, clientId, fresh);
  const states = new Map(locked);
  const seen = new SeenBefore(db, [...states.keys()]);
  const effects = await runAll(fresh, states, { people, receivedAt, seen });
  const { results, touched, places } = await storeBatch(db, {
    items: fresh,
    effects,
    people,
    receivedAt,
    from,
    signer,
  });
  await advanceDevice(db, clientId, newest.envelope.n, newest.hash);
  return { results: [...stored, ...results], last: newest.envelope.n, touched, places };
}

/** Authors, and officers that work is moved to. An author who never said hello on the device is none of its authors. */
async function peopleOfBatch(
  db: WriteDb,
  clientId: string,
  fresh: readonly BatchItem[],
): Promise<ReadonlyMap<string, PersonRecord>> {
  const known = await peopleOfDevice(db, clientId);
  const stranger = fresh.find(({ envelope }) => !known.has(envelope.actor));
  if (stranger !== undefined) throw new AppError('not-permitted', { why: 'author', n: stranger.envelope.n });
  const named = fresh.flatMap(({ envelope, command }) =>
    command.type === 'case.reassign' && command.payload.to !== null
      ? [envelope.actor, command.payload.to]
      : [envelope.actor],
  );
  return findPeople(db, [...new Set<string>(named)]);
}

/** In order: each act sees what those before it did; their states are brought forward. */
async function runAll(
  fresh: readonly BatchItem[],
  states: Map<string, CaseState>,
  setting: Omit<CommandSetting, 'state' | 'couldSee'> & {
    readonly seen: SeenBefore;
  },
): Promise<CommandEffect[]> {
  const effects: CommandEffect[] = [];
  for (const { envelope, command } of fresh) {
    const { caseId } = envelope;
    const couldSee = (who: Actor, epoch: number): Promise<boolean> =>
      setting.seen.couldSee(caseId, who, epoch, effects);
    const effect = await runCommand(envelope, command, { ...setting, couldSee, state: states.get(caseId) });
    if (effect.kind === 'changed' || effect.kind === 'handed-over') states.set(caseId, effect.state);
    effects.push(effect);
  }
  return effects;
}

const alarming: ReadonlySet<string> = new Set([
  'signature-invalid',
  'client-forked',
  'client-revoked',
  'not-permitted',
]);

/** What only a fault or an attack can cause is written down although the batch is not. */
async function recordAlarm(
  context: SyncContext,
  thrown: unknown,
  clientId: string,
  who: Actor,
  from: string | null,
): Promise<void> {
  if (!(thrown instanceof AppError) || !alarming.has(thrown.code)) return;
  await context.audit.record(who.officeId, {
    at: context.clock.now(),
    who: who.officerId,
    device: clientId,
    from,
    what: 'push',
    subject: null,
    outcome: 'denied',
    code: thrown.code,
    act: null,
  });
}
