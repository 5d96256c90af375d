import { bindHandlers, type DispatchTable } from '#shared/contract/frame-dispatcher.ts';
import { type OutboxItem, outboxContract } from '#shared/contract/outbox.ts';
import type { OfficerId } from '#shared/model/ids.ts';
import type { ReadDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';
import type { ClientContext } from '../../ports/client-lane.ts';
import { rowOfCase } from '../case-file/case-store.ts';
import type { Desk, OpenDesk } from '../desk.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { countEarlier, type EarlierAnswered, listEarlier } from './earlier-store.ts';
import type { LedgerAsk } from './ledger-ask.ts';
import { exportEvidence, receiptProof } from './receipt-proof.ts';
import { type Act, authorsHere, countOutbox, durableThrough, isUnanswered, listActs, waitingSince } from './store.ts';

/** A salvaged act does not know its case's number; the queue does, once the case is here again. */
function caseNumber(db: ReadDb, act: Act): string {
  if (act.caseNumber !== '') return act.caseNumber;
  const known = sql`select q.number from case_here h join queue_row q on q.row = h.row where h.case_id = ${act.caseId}`;
  return db.value<string>(known) ?? '';
}

/** An act as screens list it. Another person's shows what it is about only where its case is here for the one who looks. */
export function toItem({ workspace, sync }: OpenDesk, act: Act): OutboxItem {
  const { db, actor } = workspace;
  const { n, caseId, type, actAt, result, state } = act;
  const isShown = act.actor === actor.officerId || rowOfCase(db, caseId) !== null;
  const refusal = result?.outcome === 'refused' ? result.refusal : act.predicted;
  return {
    n,
    caseId,
    caseNumber: isShown ? caseNumber(db, act) : '',
    actor: { officerId: act.actor, name: nameOf(workspace, act.actor) },
    type,
    summary: isShown ? { ...act.summary } : {},
    state: state === 'waiting' && n <= sync.sendingThrough ? 'sending' : state,
    actAt,
    receipt:
      result === null
        ? null
        : {
            number: result.receipt.number,
            receivedAt: result.receipt.receivedAt,
            feedPosition: result.receipt.feed?.n ?? null,
            durable: n <= durableThrough(db),
          },
    refusal: refusal === null ? null : { code: refusal.code, details: { ...refusal.details } },
    failedTries: act.failedTries,
    answer: act.answer,
    isConflict: act.actor === actor.officerId && isUnanswered(act),
    earlier: null,
  };
}

/** An act of before this device was registered anew. What its answer was worth at central then is not known any more. */
function toEarlierItem({ workspace }: OpenDesk, act: EarlierAnswered): OutboxItem {
  const { db, actor } = workspace;
  const { id, n, caseId, type, actAt, result, state } = act;
  const isShown = act.actor === actor.officerId || rowOfCase(db, caseId) !== null;
  const refusal = result.outcome === 'refused' ? result.refusal : null;
  return {
    ...{ n, caseId, type, actAt, state, earlier: id },
    caseNumber: isShown ? act.caseNumber : '',
    actor: { officerId: act.actor, name: nameOf(workspace, act.actor) },
    summary: isShown ? { ...act.summary } : {},
    receipt: {
      number: result.receipt.number,
      receivedAt: result.receipt.receivedAt,
      feedPosition: result.receipt.feed?.n ?? null,
      durable: null,
    },
    refusal: refusal === null ? null : { code: refusal.code, details: { ...refusal.details } },
    ...{ failedTries: null, answer: null, isConflict: false },
  };
}

/** This device's acts, then those of before it was registered anew. */
function listLedger(open: OpenDesk, ask: LedgerAsk): { total: number; items: OutboxItem[] } {
  const { db, actor } = open.workspace;
  const own = listActs(db, ask, actor.officerId);
  const offset = Math.max(0, ask.offset - own.total);
  const limit = ask.limit - own.acts.length;
  const earlier = limit === 0 ? [] : listEarlier(db, { ...ask, offset, limit }, actor.officerId);
  return {
    total: own.total + countEarlier(db, ask, actor.officerId),
    items: [...own.acts.map((act) => toItem(open, act)), ...earlier.map((act) => toEarlierItem(open, act))],
  };
}

/** People who have signed in here are known by name even where central no longer lists them. */
function nameOf({ people }: Workspace, officerId: OfficerId): string {
  return people.author(officerId)?.name ?? people.all.find((each) => each.officerId === officerId)?.name ?? officerId;
}

export function outboxHandlers(desk: Desk): DispatchTable<ClientContext> {
  return bindHandlers(outboxContract, {
    'outbox.list': (ask) => {
      const open = desk.open;
      const { workspace } = open;
      const { db } = workspace;
      const { waiting, refused } = countOutbox(db);
      const { total, items } = listLedger(open, ask);
      return {
        total,
        items,
        waiting,
        refused,
        waitingSince: waitingSince(db),
        people: authorsHere(db).map((officerId) => ({ officerId, name: nameOf(workspace, officerId) })),
      };
    },
    'outbox.receipt-proof': ({ n, earlier }) => ({ proof: receiptProof(desk.open.workspace, n, earlier) }),
    'outbox.log-evidence': () => ({ exported: exportEvidence(desk.open.workspace) }),
  });
}
