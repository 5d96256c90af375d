import { AppError } from '#shared/errors/app-error.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { Instant } from '#shared/model/ids.ts';
import { firstPrevHash } from '#shared/protocol/command-envelope.ts';
import type { HelloRequest, HelloResponse } from '#shared/protocol/hello.ts';
import { batchMaximum } from '#shared/protocol/push-commands.ts';
import { appendAudit } from '../audit/audit-log.ts';
import type { LogSigner } from '../audit/log-signer.ts';
import { listPeople } from '../identity/people-store.ts';
import type { WriteDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import { devicePublicKey, lockDevice } from './device.ts';
import { partitionsOf } from './partition-sight.ts';
import { casesLimit } from './scope-limits.ts';
import type { SyncContext } from './sync-context.ts';

/** Rows of a feed page that a client should ask for. */
const feedPage = 500;

/**
 * Registers a device on first sight, with its key, and the person on the device: only people who said hello with a token
 * of their own can be authors of its acts.
 *
 * `last` below the device's `lastAnswered` means that central was restored from a backup: the device offers its
 * acknowledged acts again from there.
 *
 * @throws AppError `client-revoked`; `client-forked` for another key or a device whose store is older than what central
 *   has from it (a restored or cloned store)
 */
export async function hello(
  context: SyncContext,
  request: HelloRequest,
  who: Actor,
  from: string | null,
): Promise<HelloResponse> {
  devicePublicKey(request.publicKey);
  const now = context.clock.now();
  return context.database.write(async (db) => {
    const last = await admitDevice(db, request, { who, from, now, signer: context.log });
    return {
      actor: who,
      partitions: await partitionsOf(db, who),
      people: await listPeople(db),
      last,
      durableThrough: context.watermark.through(request.clientId, last),
      centralEpoch: context.centralEpoch,
      log: context.log.identity,
      durability: context.database.durability,
      now,
      limits: { batch: batchMaximum, feed: feedPage, cases: casesLimit(context.limits, who) },
    };
  });
}

interface Visitor {
  readonly who: Actor;
  readonly from: string | null;
  readonly now: Instant;
  readonly signer: LogSigner;
}

/** @returns the highest number that has a result */
async function admitDevice(db: WriteDb, request: HelloRequest, { who, from, now, signer }: Visitor): Promise<number> {
  const { clientId } = request;
  const added = await db.run(sql`
    insert into client (client_id, public_key, registered_by, registered_at, last_seen, app_version, last_n, last_hash)
    values (${clientId}, ${request.publicKey}, ${who.officerId}, ${now}, ${now}, ${request.appVersion}, 0, ${firstPrevHash})
    on conflict (client_id) do nothing`);
  const device = await lockDevice(db, clientId);
  if (device === undefined) throw new AppError('internal');
  if (device.revoked_at !== null) throw new AppError('client-revoked');
  if (device.public_key !== request.publicKey) throw new AppError('client-forked', { by: 'key' });
  if (request.lastMade < device.last_n) {
    throw new AppError('client-forked', { by: 'number', made: request.lastMade, known: device.last_n });
  }
  await db.run(
    sql`update client set last_seen = ${now}, app_version = ${request.appVersion} where client_id = ${clientId}`,
  );
  const isNewPerson = await db.run(sql`
    insert into client_person (client_id, officer_id, first_seen) values (${clientId}, ${who.officerId}, ${now})
    on conflict do nothing`);
  if (isNewPerson > 0) {
    const what = added > 0 ? 'hello:new-device' : 'hello:new-person';
    await appendAudit(db, signer, who.officeId, [
      {
        at: now,
        who: who.officerId,
        device: clientId,
        from,
        what,
        subject: null,
        outcome: 'done',
        code: null,
        act: null,
      },
    ]);
  }
  return device.last_n;
}
