import type { Database } from '#central/store/database.ts';
import { sql } from '#central/store/sql.ts';
import type { StoredFeedRow } from '#central/sync/feed-page.ts';
import { apply, applyAll } from '#shared/model/apply.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { CaseId } from '#shared/model/ids.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import type { CommandResult } from '#shared/protocol/push-commands.ts';
import type { TreeHead } from '#shared/protocol/tree-head.ts';

export interface CaseAtCentral {
  readonly stored: {
    readonly office: string;
    readonly officer: string | null;
    readonly version: number;
    readonly state: CaseState;
  };
  readonly events: readonly CaseEvent[];
  /** The state at each version, folded from the events; index 0 is empty. */
  readonly states: readonly (CaseState | undefined)[];
}

export interface ResultAtCentral {
  readonly n: number;
  readonly hash: string;
  readonly outcome: string;
  readonly envelope: CommandEnvelope;
  readonly result: CommandResult;
  /** Stream and number of its entry in the log. */
  readonly place: string;
}

/** All that central holds, read at one moment. */
export interface CentralSnapshot {
  readonly cases: ReadonlyMap<string, CaseAtCentral>;
  readonly feed: ReadonlyMap<string, readonly StoredFeedRow[]>;
  readonly counters: ReadonlyMap<string, number>;
  readonly results: ReadonlyMap<string, readonly ResultAtCentral[]>;
  readonly clients: ReadonlyMap<string, { readonly last_n: number; readonly last_hash: string }>;
  readonly handedOver: ReadonlySet<string>;
  readonly heads: readonly (TreeHead & { readonly tree: string })[];
  readonly audit: readonly {
    readonly stream: string;
    readonly n: number;
    readonly entry: string;
    readonly leaf: string;
    readonly chain: string;
  }[];
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

function statesOf(id: CaseId, events: readonly CaseEvent[]): (CaseState | undefined)[] {
  const [first, ...rest] = events;
  if (first === undefined) return [undefined];
  const states: (CaseState | undefined)[] = [undefined];
  let state = applyAll(id, null, [first]);
  states.push(state);
  for (const event of rest) {
    // A gap in the log is found by the check of the log; from there on nothing is folded.
    if (event.seq !== state.version + 1) break;
    state = apply(state, event);
    states.push(state);
  }
  return states;
}

export async function readCentral(database: Database): Promise<CentralSnapshot> {
  return database.read(async (db) => {
    const cases = await db.rows<{
      case_id: string;
      office: string;
      officer: string | null;
      version: number;
      state: string;
    }>(sql`select case_id, office, officer, version, state from case_state order by case_id`);
    const events = grouped(
      await db.rows<{ case_id: string; event: string }>(
        sql`select case_id, event from case_event order by case_id, seq`,
      ),
      (row) => row.case_id,
    );
    const feed = await db.rows<StoredFeedRow & { partition: string }>(sql`
      select partition, n, case_id, first_seq, last_seq, office_before, officer_before, office_after, officer_after, assigned
      from feed order by partition, n`);
    const counters = await db.rows<{ partition: string; n: number }>(sql`select partition, n from feed_counter`);
    const results = await db.rows<{
      client_id: string;
      n: number;
      hash: string;
      outcome: string;
      envelope: string;
      result: string;
      place: string;
    }>(sql`
      select client_id, n, hash, outcome, envelope, result, log_stream || ' ' || log_n as place
      from command_result order by client_id, n`);
    const clients = await db.rows<{ client_id: string; last_n: number; last_hash: string }>(
      sql`select client_id, last_n, last_hash from client`,
    );
    const handedOver = await db.rows<{ client_id: string; n: number }>(sql`select client_id, n from handed_over`);
    const heads = await db.rows<CentralSnapshot['heads'][number]>(
      sql`select stream, n as size, root, signed_at as at, epoch, sig, tree from audit_head order by stream`,
    );
    const audit = await db.rows<CentralSnapshot['audit'][number]>(
      sql`select stream, n, entry, leaf, chain from audit_log order by stream, n`,
    );
    return {
      cases: new Map(
        cases.map(({ case_id: id, ...row }) => {
          const own = (events.get(id) ?? []).map((each) => JSON.parse(each.event) as CaseEvent);
          const stored = { ...row, state: JSON.parse(row.state) as CaseState };
          return [id, { stored, events: own, states: statesOf(id as CaseId, own) }];
        }),
      ),
      feed: grouped(feed, (row) => row.partition),
      counters: new Map(counters.map((row) => [row.partition, row.n])),
      results: grouped(
        results.map(({ envelope, result, ...row }) => ({
          ...row,
          envelope: JSON.parse(envelope) as CommandEnvelope,
          result: JSON.parse(result) as CommandResult,
        })),
        (row) => row.client_id,
      ),
      clients: new Map(clients.map((row) => [row.client_id, row])),
      handedOver: new Set(handedOver.map((row) => `${row.client_id} ${row.n}`)),
      heads,
      audit,
    };
  });
}
