import type { CaseState } from '#shared/model/case-state.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import type { CommandResult } from '#shared/protocol/push-commands.ts';
import type { Central } from './central.ts';
import type { ReadDb } from './store/database.ts';
import { sql } from './store/sql.ts';

/** All that central holds on a case, for a court: what stands, how it came to be, who sent which act and what came of it. */
export interface CaseExport {
  readonly exportedAt: string;
  readonly state: CaseState;
  readonly history: readonly CaseEvent[];
  readonly acts: readonly {
    readonly envelope: CommandEnvelope;
    readonly hash: string;
    readonly receivedAt: string;
    readonly result: CommandResult;
  }[];
  readonly handedOver: readonly { readonly clientId: string; readonly n: number }[];
  readonly documents: readonly { readonly sha256: string; readonly sizeBytes: number; readonly isStored: boolean }[];
}

interface ActRow {
  readonly client_id: string;
  readonly n: number;
  readonly hash: string;
  readonly outcome: string;
  readonly received_at: string;
  readonly envelope: string;
  readonly result: string;
}

async function readAll(db: ReadDb, wanted: string): Promise<Omit<CaseExport, 'exportedAt' | 'documents'> | null> {
  const row = await db.first<{ case_id: string; state: string }>(
    sql`select case_id, state from case_state where case_id = ${wanted} or number = ${wanted}`,
  );
  if (row === undefined) return null;
  const events = await db.rows<{ event: string }>(
    sql`select event from case_event where case_id = ${row.case_id} order by seq`,
  );
  const acts = await db.rows<ActRow>(sql`
    select client_id, n, hash, outcome, received_at, envelope, result from command_result
    where case_id = ${row.case_id} order by received_at, client_id, n`);
  return {
    state: JSON.parse(row.state) as CaseState,
    history: events.map(({ event }) => JSON.parse(event) as CaseEvent),
    acts: acts.map(({ envelope, hash, received_at: receivedAt, result }) => ({
      envelope: JSON.parse(envelope) as CommandEnvelope,
      hash,
      receivedAt,
      result: JSON.parse(result) as CommandResult,
    })),
    handedOver: acts
      .filter(({ outcome }) => outcome === 'handed-over')
      .map(({ client_id: clientId, n }) => ({ clientId, n })),
  };
}

/**
 * The export is an act of its own and leaves an entry in the audit log.
 *
 * @param wanted number or id of the case
 * @returns null where there is none
 */
export async function exportCase(central: Central, wanted: string): Promise<CaseExport | null> {
  const found = await central.database.read((db) => readAll(db, wanted));
  if (found === null) return null;
  const { state } = found;
  const exportedAt = central.sync.clock.now();
  const entry = { at: exportedAt, who: null, device: null, from: null, subject: state.id, code: null, act: null };
  await central.audit.record(state.application.primaryOffice, { ...entry, what: 'case:export', outcome: 'done' });
  const documents = await Promise.all(
    state.documents.map(async ({ sha256, sizeBytes }) => ({
      sha256,
      sizeBytes,
      isStored: (await central.documents.sizeOf(sha256)) === sizeBytes,
    })),
  );
  return { exportedAt, ...found, documents };
}
