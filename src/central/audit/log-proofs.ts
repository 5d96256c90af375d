import type { LogRun } from '#shared/protocol/log-run.ts';
import { consistencySpans, foldNodes, type Span } from '#shared/protocol/merkle.ts';
import type { PushRequest, PushResponse } from '#shared/protocol/push-commands.ts';
import type { ProvenHead, TreeHead } from '#shared/protocol/tree-head.ts';
import type { ReadDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import { nodeHash } from './hashes.ts';
import { readProof, readSpans } from './log-tree.ts';

/** The newest signed head of each of these streams; none for a stream without entries. */
export async function readHeads(db: ReadDb, streams: readonly string[]): Promise<TreeHead[]> {
  return db.rows<TreeHead>(sql`
    select stream, n as size, root, signed_at as at, epoch, sig from audit_head
    where stream = any(${streams}::text[]) order by stream`);
}

/** Newest head of a stream, proven from a size that somebody knows. */
export async function readProvenHead(db: ReadDb, stream: string, knownSize: number): Promise<ProvenHead | null> {
  const [head] = await readHeads(db, [stream]);
  if (head === undefined) return null;
  return { head, consistency: await readProof(db, stream, consistencySpans(knownSize, head.size)) };
}

/** Where an act stands in the log, and what of its entry only central knows. */
export interface ActPlace {
  readonly n: number;
  readonly stream: string;
  readonly place: number;
  readonly seen_from: string | null;
  readonly has_result: boolean;
}

type Run = Omit<LogRun, 'left' | 'right'>;

/** Acts whose entries follow each other directly go into one run. */
function runsOf(places: readonly ActPlace[]): Run[] {
  const runs: (Run & { acts: number[] })[] = [];
  for (const { n, stream, place, seen_from: from, has_result: hasResult } of places) {
    const run = runs.at(-1);
    const isNext = run?.stream === stream && run.first + run.acts.length === place;
    if (run !== undefined && isNext && run.from === from && run.hasResult === hasResult) run.acts.push(n);
    else runs.push({ stream, first: place, acts: [n], from, hasResult });
  }
  return runs;
}

function byPlace(left: ActPlace, right: ActPlace): number {
  if (left.stream !== right.stream) return left.stream < right.stream ? -1 : 1;
  return left.place - right.place;
}

async function readPlaces(db: ReadDb, clientId: string, numbers: readonly number[]): Promise<ActPlace[]> {
  if (numbers.length === 0) return [];
  return db.rows<ActPlace>(sql`
    select command_result.n, command_result.log_stream as stream, command_result.log_n as place,
      audit_log.entry::json->>'from' as seen_from, audit_log.entry::json->>'result' is not null as has_result
    from command_result join audit_log on audit_log.stream = command_result.log_stream and audit_log.n = command_result.log_n
    where command_result.client_id = ${clientId} and command_result.n = any(${numbers}::bigint[])`);
}

/**
 * Proves acts that have a result: where each stands, what makes up the rest of the tree, and the signed head, itself
 * proven from the size that the device knows. Read after the commit, so that no lock is held for it.
 *
 * @param fresh those that were written just now, which need not be looked up
 */
export async function proveActs(
  db: ReadDb,
  { clientId, commands, heads: known = [] }: PushRequest,
  fresh: readonly ActPlace[],
): Promise<PushResponse['log']> {
  const isFresh = new Set(fresh.map(({ n }) => n));
  const repeated = commands.map(({ n }) => n).filter((n) => !isFresh.has(n));
  const places = [...fresh, ...(await readPlaces(db, clientId, repeated))].sort(byPlace);
  const runs = runsOf(places);
  const newest = await readHeads(db, [...new Set(runs.map((run) => run.stream))]);
  const heads: ProvenHead[] = [];
  const proven: LogRun[] = [];
  for (const head of newest) {
    const { stream, size } = head;
    const own = runs.filter((run) => run.stream === stream);
    const knownSize = known.find((each) => each.stream === stream)?.size ?? 0;
    const consistency = consistencySpans(knownSize, size);
    const around = own.flatMap(({ first, acts }): Span[] => [
      { begin: 0, end: first - 1 },
      { begin: first - 1 + acts.length, end: size },
    ]);
    const hashes = await readSpans(db, stream, [...consistency, ...around]);
    heads.push({ head, consistency: hashes.splice(0, consistency.length).map((span) => foldNodes(span, nodeHash)) });
    own.forEach((run, index) => {
      proven.push({ ...run, left: hashes[index * 2] ?? [], right: hashes[index * 2 + 1] ?? [] });
    });
  }
  return { heads, runs: proven };
}
