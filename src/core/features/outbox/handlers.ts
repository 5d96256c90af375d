import { bindHandlers, type DispatchTable } from '#shared/contract/frame-dispatcher.ts';
import { type OutboxItem, outboxContract } from '#shared/contract/outbox.ts';
import type { ReadDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';
import type { ClientContext } from '../../ports/client-lane.ts';
import { readBase } from '../case-file/case-store.ts';
import type { Desk } from '../desk.ts';
import { type Act, acknowledge, countOutbox, listActs } from './store.ts';

/** A salvaged act does not know its case's number; the queue does, once the case is here again. */
function caseNumber(db: ReadDb, act: Act): string {
  if (act.caseNumber !== '') return act.caseNumber;
  const known = sql`select q.number from case_here h join queue_row q on q.row = h.row where h.case_id = ${act.caseId}`;
  return db.value<string>(known) ?? '';
}

function toItem(db: ReadDb, act: Act, sendingThrough: number): OutboxItem {
  const { n, caseId, type, summary, actAt, result, state } = act;
  const refusal = result?.outcome === 'refused' ? result.refusal : act.predicted;
  return {
    n,
    caseId,
    caseNumber: caseNumber(db, act),
    type,
    summary: { ...summary },
    state: state === 'waiting' && n <= sendingThrough ? 'sending' : state,
    actAt,
    receipt:
      result === null
        ? null
        : {
            number: result.receipt.number,
            receivedAt: result.receipt.receivedAt,
            feedPosition: result.receipt.feed?.n ?? null,
          },
    refusal: refusal === null ? null : { code: refusal.code, details: { ...refusal.details } },
  };
}

export function outboxHandlers(desk: Desk): DispatchTable<ClientContext> {
  return bindHandlers(outboxContract, {
    'outbox.list': (ask) => {
      const { workspace, sync } = desk.open;
      const { db } = workspace;
      const { waiting, refused } = countOutbox(db);
      const { total, acts } = listActs(db, ask, workspace.actor.officerId);
      return { total, items: acts.map((act) => toItem(db, act, sync.sendingThrough)), waiting, refused };
    },
    'outbox.acknowledge': ({ n }) => {
      const { db, book, actor } = desk.workspace;
      const caseId = book.write((changes) => {
        const found = acknowledge(db, n, actor.officerId);
        const base = found === null ? null : readBase(db, found);
        if (base !== null) book.refresh(changes, base, base.state, 'as-it-was');
        return found;
      });
      if (caseId !== null) desk.notices.casesChanged([caseId]);
      desk.open.sync.tellOutbox();
      return {};
    },
  });
}
