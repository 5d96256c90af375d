import { hash as digest } from 'node:crypto';
import type { CaseState } from '#shared/model/case-state.ts';
import type { Instant } from '#shared/model/ids.ts';
import { documentNamed } from '#shared/model/left-documents.ts';
import type { LogEntry } from '#shared/protocol/log-entry.ts';
import { actEntry, resultText } from '#shared/protocol/log-entry.ts';
import type { CommandResult } from '#shared/protocol/push-commands.ts';
import type { LogPlace } from '../audit/audit-log.ts';
import { appendAuditByStream } from '../audit/audit-log.ts';
import type { ActPlace } from '../audit/log-proofs.ts';
import type { LogSigner } from '../audit/log-signer.ts';
import { expectDocuments } from '../documents/wanted-documents.ts';
import type { PersonRecord } from '../identity/people-store.ts';
import type { WriteDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import type { BatchItem } from './batch.ts';
import { insertCaseDocuments, insertEvents, updateCases } from './case-rows.ts';
import type { FeedPlace } from './feed-rows.ts';
import { appendFeed } from './feed-rows.ts';
import type { CommandEffect } from './run-command.ts';

export interface DecidedBatch {
  readonly items: readonly BatchItem[];
  /** One for each item. */
  readonly effects: readonly CommandEffect[];
  readonly people: ReadonlyMap<string, PersonRecord>;
  readonly receivedAt: Instant;
  readonly from: string | null;
  readonly signer: LogSigner;
}

interface Settled {
  readonly item: BatchItem;
  readonly effect: CommandEffect;
  readonly place: FeedPlace | null;
  readonly result: CommandResult;
}

export interface StoredBatch {
  readonly results: CommandResult[];
  /** Partitions that have something new. */
  readonly touched: readonly string[];
  readonly places: readonly ActPlace[];
}

/** Writes all that a batch has come to, with a fixed number of statements whatever its length. */
export async function storeBatch(db: WriteDb, batch: DecidedBatch): Promise<StoredBatch> {
  const changed = batch.effects.filter((effect) => effect.kind === 'changed' || effect.kind === 'handed-over');
  const latest = new Map<string, CaseState>(changed.map(({ state }) => [state.id, state]));
  await updateCases(db, [...latest.values()]);
  await insertEvents(
    db,
    changed.map(({ state, events }) => ({ caseId: state.id, events })),
  );
  const named = changed.flatMap(({ state, events }) =>
    events.flatMap((event) => {
      const document = documentNamed(event);
      return document === null ? [] : { caseId: state.id, document, office: event.officeId };
    }),
  );
  if (named.length > 0) {
    await insertCaseDocuments(db, named);
    await expectDocuments(db, named, batch.receivedAt);
  }
  const places = await appendFeed(
    db,
    changed.map(({ change }) => change),
  );
  const settled = settle(batch, places);
  const logged = await appendAuditByStream(
    db,
    batch.signer,
    settled.map((each) => auditOf(each, batch)),
  );
  await insertResults(db, settled, logged, batch.receivedAt);
  const touched = changed.flatMap(({ change }) => [
    change.after.officeId,
    ...(change.before === null ? [] : [change.before.officeId]),
  ]);
  return {
    results: settled.map((each) => each.result),
    touched: [...new Set<string>(touched)],
    places: settled.flatMap(({ item }, index): ActPlace[] => {
      const logPlace = logged[index];
      if (logPlace === undefined) return [];
      const { stream, n: place } = logPlace;
      return [{ n: item.envelope.n, stream, place, seen_from: batch.from, has_result: true }];
    }),
  };
}

function settle({ items, effects, receivedAt }: DecidedBatch, places: readonly FeedPlace[]): Settled[] {
  const remaining = [...places];
  return items.flatMap((item, index) => {
    const effect = effects[index];
    if (effect === undefined) return [];
    const place = 'change' in effect ? (remaining.shift() ?? null) : null;
    return [{ item, effect, place, result: resultOf(item, effect, place, receivedAt) }];
  });
}

function resultOf(
  { envelope }: BatchItem,
  effect: CommandEffect,
  feed: FeedPlace | null,
  receivedAt: Instant,
): CommandResult {
  const { n, clientId, caseId } = envelope;
  const receipt = {
    number: `R-${clientId.slice(0, 8)}-${n}`,
    receivedAt,
    feed,
    caseVersion: 'change' in effect ? effect.state.version : effect.version,
  };
  if (effect.kind === 'handed-over') return { n, outcome: 'handed-over', receipt, caseId };
  if (effect.kind !== 'refused') return { n, outcome: 'accepted', receipt };
  return {
    n,
    outcome: 'refused',
    receipt,
    refusal: { code: effect.refusal.code, details: { ...effect.refusal.details } },
  };
}

async function insertResults(
  db: WriteDb,
  settled: readonly Settled[],
  logged: readonly LogPlace[],
  receivedAt: string,
): Promise<void> {
  const envelopes = settled.map(({ item }) => item.envelope);
  await db.run(sql`
    insert into command_result (client_id, n, hash, case_id, outcome, received_at, envelope, result,
      log_stream, log_n)
    select client_id, n, hash, case_id, outcome, ${receivedAt}, envelope, result, log_stream, log_n
    from unnest(${envelopes.map((each) => each.clientId)}::text[], ${envelopes.map((each) => each.n)}::bigint[],
      ${settled.map(({ item }) => item.hash)}::text[], ${envelopes.map((each) => each.caseId)}::text[],
      ${settled.map(({ result }) => result.outcome)}::text[], ${envelopes.map((each) => JSON.stringify(each))}::text[],
      ${settled.map(({ result }) => JSON.stringify(result))}::text[], ${logged.map(({ stream }) => stream)}::text[],
      ${logged.map(({ n }) => n)}::bigint[])
      as added (client_id, n, hash, case_id, outcome, envelope, result, log_stream, log_n)`);
  const handedOver = settled.filter(({ result }) => result.outcome === 'handed-over').map(({ item }) => item.envelope);
  if (handedOver.length === 0) return;
  await db.run(sql`
    insert into handed_over (client_id, n, case_id, officer_id, received_at)
    select client_id, n, case_id, officer_id, ${receivedAt}
    from unnest(${handedOver.map((each) => each.clientId)}::text[], ${handedOver.map((each) => each.n)}::bigint[],
      ${handedOver.map((each) => each.caseId)}::text[], ${handedOver.map((each) => each.actor)}::text[])
      as added (client_id, n, case_id, officer_id)`);
}

/** In the stream of the office that has the case; of the author's office where nothing changed. */
function auditOf({ item, place, result }: Settled, batch: DecidedBatch): { stream: string; entry: LogEntry } {
  const { envelope, hash } = item;
  const resultHash = digest('sha256', resultText(result));
  const entry = actEntry({ envelope, hash, result, resultHash, from: batch.from });
  return { stream: place?.partition ?? batch.people.get(envelope.actor)?.officeId ?? 'central', entry };
}
