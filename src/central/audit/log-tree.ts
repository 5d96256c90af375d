import type { NodePlace } from '#shared/protocol/merkle.ts';
import { foldNodes, nodesOf, type Span } from '#shared/protocol/merkle.ts';
import { type GrownTree, growTree, KnownNodes } from '#shared/protocol/merkle-run.ts';
import type { ReadDb, WriteDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import { nodeHash } from './hashes.ts';

/** The tree over a stream: how many entries it holds, and its peaks. */
export interface StreamTree {
  readonly size: number;
  readonly peaks: readonly string[];
}

/** Inner nodes are stored at multiples of this level. */
export const storedEvery = 4;

/** Grows a stream's tree by leaves that have just been written, and stores the nodes that became complete. */
export async function growStream(
  db: WriteDb,
  stream: string,
  before: StreamTree,
  leaves: readonly string[],
): Promise<GrownTree> {
  const complete: (NodePlace & { readonly hash: string })[] = [];
  const grown = growTree(before, leaves, nodeHash, (place, hash) => {
    if (place.level % storedEvery === 0) complete.push({ ...place, hash });
  });
  if (complete.length > 0) {
    await db.run(sql`
      insert into audit_node (stream, level, index, hash)
      select ${stream}, * from unnest(${complete.map((each) => each.level)}::int[],
        ${complete.map((each) => each.index)}::bigint[], ${complete.map((each) => each.hash)}::text[])`);
  }
  return grown;
}

const coverPage = 10_000;

interface EarlierEntry {
  readonly n: number;
  readonly leaf: string;
  readonly device: string | null;
  readonly act: string | null;
}

/** Takes entries into the tree that were written before there was one, and notes at their acts where they stand. */
export async function coverEntries(
  db: WriteDb,
  stream: string,
  covered: StreamTree,
  size: number,
): Promise<StreamTree> {
  let tree = covered;
  while (tree.size < size) {
    const page = await db.rows<EarlierEntry>(sql`
      select n, leaf, entry::json->>'device' as device, entry::json->>'act' as act from audit_log
      where stream = ${stream} and n > ${tree.size} and n <= ${size} order by n limit ${coverPage}`);
    if (page.length === 0) throw new Error('a stream has as many entries as its head says');
    const acts = page.filter((each) => each.act !== null);
    await db.run(sql`
      update command_result set log_stream = ${stream}, log_n = found.n
      from unnest(${acts.map((each) => each.n)}::bigint[], ${acts.map((each) => each.device)}::text[],
        ${acts.map((each) => each.act)}::text[]) as found (n, device, act)
      where command_result.client_id = found.device and command_result.hash = found.act`);
    const { peaks } = await growStream(
      db,
      stream,
      tree,
      page.map((each) => each.leaf),
    );
    tree = { size: tree.size + page.length, peaks };
  }
  return tree;
}

interface NodeRow {
  readonly level: number;
  readonly index: number;
  readonly hash: string;
}

/**
 * Reads what is needed to know these subtrees of a stream: stored nodes below them, at most eight for each. The limits say so
 * to a planner that knows nothing of the tables yet and would go through the whole stream.
 */
async function readStored(db: ReadDb, stream: string, places: readonly NodePlace[]): Promise<KnownNodes> {
  const stored = places.map(({ level, index }) => {
    const below = level % storedEvery;
    return { level: level - below, begin: index * 2 ** below, end: (index + 1) * 2 ** below };
  });
  const leaves = stored.filter((each) => each.level === 0);
  const inner = stored.filter((each) => each.level > 0);
  const rows = await db.rows<NodeRow>(sql`
    select 0 as level, found.n - 1 as index, found.leaf as hash
    from unnest(${leaves.map((each) => each.begin)}::bigint[], ${leaves.map((each) => each.end)}::bigint[])
      as wanted (first, past)
    cross join lateral (select n, leaf from audit_log
      where stream = ${stream} and n > wanted.first and n <= wanted.past limit ${2 ** storedEvery}) as found
    union all
    select found.level, found.index, found.hash
    from unnest(${inner.map((each) => each.level)}::int[], ${inner.map((each) => each.begin)}::bigint[],
      ${inner.map((each) => each.end)}::bigint[]) as wanted (level, first, past)
    cross join lateral (select level, index, hash from audit_node
      where stream = ${stream} and level = wanted.level and index >= wanted.first and index < wanted.past
      limit ${2 ** storedEvery}) as found`);
  const known = new KnownNodes();
  for (const row of rows) known.put(row, row.hash);
  return known;
}

function hashAt(known: KnownNodes, place: NodePlace): string {
  const found = known.get(place);
  if (found !== undefined) return found;
  if (place.level % storedEvery === 0) throw new Error('a node of the log is missing');
  const below = { level: place.level - 1, index: place.index * 2 };
  return nodeHash(hashAt(known, below), hashAt(known, { ...below, index: below.index + 1 }));
}

/** Hashes of perfect subtrees of a stream, in one statement, by the spans that they make up. */
export async function readSpans(db: ReadDb, stream: string, spans: readonly Span[]): Promise<string[][]> {
  const wanted = spans.map(nodesOf);
  if (wanted.every((places) => places.length === 0)) return wanted.map(() => []);
  const known = await readStored(db, stream, wanted.flat());
  return wanted.map((places) => places.map((place) => hashAt(known, place)));
}

/** One hash for each span: what an RFC 9162 proof holds. */
export async function readProof(db: ReadDb, stream: string, spans: readonly Span[]): Promise<string[]> {
  return (await readSpans(db, stream, spans)).map((hashes) => foldNodes(hashes, nodeHash));
}
