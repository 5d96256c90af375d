import type { NodePlace } from '#shared/protocol/merkle.ts';
import { firstChain, leafHash, nextChain, nodeHash } from '../audit/hashes.ts';
import { storedEvery } from '../audit/log-tree.ts';
import type { ReadDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import { type EntryRow, locateProblems, shiftOf } from './locate-entries.ts';
import type { LogProblem } from './log-problem.ts';

/** Entries of a page: a perfect subtree, so that pages are checked apart and put together by one hash each. */
export const pageLevel = 12;
export const pageSize = 2 ** pageLevel;

export interface PageTask {
  readonly stream: string;
  /** Number of the page in its stream, from 0. */
  readonly page: number;
  /** Entries that the stream should have. */
  readonly size: number;
}

export interface PageReport {
  readonly task: PageTask;
  readonly entries: number;
  readonly problems: readonly LogProblem[];
  /** Hashes of the largest perfect subtrees in the page, by its leaves as they stand: one where the page is full. */
  readonly peaks: readonly string[];
}

interface PageText {
  readonly count: number;
  readonly entries: string | null;
  readonly leaves: string | null;
  readonly chains: string | null;
  readonly before: string | null;
}

/** A page in one row, so that a driver's cost for each row is not the measure of it. Canonical JSON holds no line break. */
async function readPageText(db: ReadDb, stream: string, after: number, to: number): Promise<PageText> {
  const text = await db.first<PageText>(sql`
    select count(*)::int as count, string_agg(entry, chr(10)) as entries, string_agg(leaf, '') as leaves,
      string_agg(chain, '') as chains, (select chain from audit_log where stream = ${stream} and n = ${after}) as before
    from (select entry, leaf, chain from audit_log where stream = ${stream} and n > ${after} and n <= ${to} order by n)
      as page`);
  return text ?? { count: 0, entries: null, leaves: null, chains: null, before: null };
}

/** Leaves of a page in which everything fits; null where something does not. */
function leavesThatFit(task: PageTask, after: number, to: number, page: PageText): string[] | null {
  const { count, entries, leaves, chains } = page;
  if (count !== to - after || entries === null || leaves === null || chains === null) return null;
  if (leaves.length !== count * 64 || chains.length !== count * 64) return null;
  const texts = entries.split('\n');
  if (texts.length !== count) return null;
  const streamMark = `"stream":${JSON.stringify(task.stream)},"subject":`;
  let chain = after === 0 ? firstChain : page.before;
  if (chain === null) return null;
  const made: string[] = [];
  const chained: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const text = texts[index] ?? '';
    const leaf = leafHash(text);
    chain = nextChain(chain, leaf);
    chained.push(chain);
    const own = text.indexOf(`,"n":${after + index + 1},"outcome":`);
    if (own === -1 || !text.includes(streamMark, own)) return null;
    made.push(leaf);
  }
  // Compared whole: each column is one text as it came.
  return made.join('') === leaves && chained.join('') === chains ? made : null;
}

async function locate(
  db: ReadDb,
  stream: string,
  after: number,
  to: number,
): Promise<{ leaves: string[]; problems: LogProblem[]; isMoved: boolean }> {
  const rows = await db.rows<EntryRow>(sql`
    select n, entry, leaf, chain from audit_log where stream = ${stream} and n >= ${after} and n <= ${to + 1} order by n`);
  const own = rows.filter((row) => row.n > after && row.n <= to);
  const around = {
    before: rows.find((row) => row.n === after) ?? null,
    after: rows.find((row) => row.n === to + 1) ?? null,
  };
  const problems = locateProblems(stream, { from: after + 1, to }, own, around, firstChain);
  const isMoved = around.before !== null && shiftOf(stream, around.before) !== 0;
  return { leaves: own.map((row) => row.leaf), problems, isMoved };
}

/** The level above, from perfect pairs; a last odd one stands for itself further down and is left out. */
function pairUp(hashes: readonly string[]): string[] {
  const above: string[] = [];
  for (let index = 0; index + 1 < hashes.length; index += 2) {
    above.push(nodeHash(hashes[index] ?? '', hashes[index + 1] ?? ''));
  }
  return above;
}

const moves: ReadonlySet<LogProblem['kind']> = new Set<LogProblem['kind']>(['dropped', 'inserted']);

interface StoredNode extends NodePlace {
  readonly hash: string;
}

/**
 * Stored nodes of a page against its leaves. A node that does not fit was changed itself where the one above was not made
 * from it; where that one was, the entries below were replaced. What is known of an entry explains the nodes above it.
 */
function nodeProblems(
  { stream, firstLeaf, known }: { stream: string; firstLeaf: number; known: readonly LogProblem[] },
  levels: readonly string[][],
  stored: readonly StoredNode[],
): LogProblem[] {
  const found = new Map(stored.map((node) => [`${node.level} ${node.index}`, node.hash]));
  const problems: LogProblem[] = [];
  for (let level = storedEvery; level < levels.length; level += storedEvery) {
    const first = firstLeaf / 2 ** level;
    (levels[level] ?? []).forEach((hash, place) => {
      const index = first + place;
      const there = found.get(`${level} ${index}`);
      const n = index * 2 ** level + 1;
      // From an entry on that was put in or taken out every later one stands elsewhere.
      const isBelow = (each: LogProblem): boolean =>
        each.level === undefined && each.n < n + 2 ** level && (each.n >= n || moves.has(each.kind));
      if (there === hash || known.some(isBelow) || problems.some(isBelow)) return;
      if (there === undefined) problems.push({ kind: 'node-missing', stream, n, level });
      else if (isMadeFrom(levels, found, { level, index }, there)) {
        problems.push({ kind: 'entry-replaced', stream, n, through: n + 2 ** level - 1 });
      } else problems.push({ kind: 'node-changed', stream, n, level });
    });
  }
  return problems;
}

/** Whether the stored node four levels up was made from this stored one, with its computed neighbours. */
function isMadeFrom(
  levels: readonly string[][],
  found: ReadonlyMap<string, string>,
  { level, index }: NodePlace,
  hash: string,
): boolean {
  const above = found.get(`${level + storedEvery} ${Math.floor(index / 2 ** storedEvery)}`);
  if (above === undefined) return false;
  const row = levels[level] ?? [];
  const firstOfPage = index - (index % 2 ** (pageLevel - level));
  const group = Math.floor(index / 2 ** storedEvery) * 2 ** storedEvery;
  let hashes = Array.from({ length: 2 ** storedEvery }, (_, place) =>
    group + place === index ? hash : (row[group + place - firstOfPage] ?? ''),
  );
  while (hashes.length > 1) hashes = pairUp(hashes);
  return hashes[0] === above;
}

async function readStoredNodes(db: ReadDb, stream: string, after: number): Promise<StoredNode[]> {
  const levels = Array.from({ length: pageLevel / storedEvery }, (_, index) => (index + 1) * storedEvery);
  return db.rows<StoredNode>(sql`
    select audit_node.level, audit_node.index, audit_node.hash
    from unnest(${levels}::int[], ${levels.map((level) => after / 2 ** level)}::bigint[],
      ${levels.map((level) => (after + pageSize) / 2 ** level)}::bigint[]) as wanted (level, first, past)
    join audit_node on audit_node.stream = ${stream} and audit_node.level = wanted.level
      and audit_node.index >= wanted.first and audit_node.index < wanted.past`);
}

/** Checks a page of a stream: each text against its leaf, the chain through them, and the tree over them. */
export async function checkPage(db: ReadDb, task: PageTask): Promise<PageReport> {
  const { stream, page, size } = task;
  const after = page * pageSize;
  const to = Math.min(size, after + pageSize);
  const fitting = leavesThatFit(task, after, to, await readPageText(db, stream, after, to));
  const { leaves, problems, isMoved } =
    fitting === null ? await locate(db, stream, after, to) : { leaves: fitting, problems: [], isMoved: false };
  const levels: string[][] = [leaves];
  for (let level = 0; level < pageLevel; level += 1) levels.push(pairUp(levels[level] ?? []));
  const stored = await readStoredNodes(db, stream, after);
  const isWhole = leaves.length === to - after;
  const inTree = isWhole && !isMoved ? nodeProblems({ stream, firstLeaf: after, known: problems }, levels, stored) : [];
  const peaks = levels.flatMap((row, level) => (row.length % 2 === 1 || level === pageLevel ? row.slice(-1) : []));
  return { task, entries: leaves.length, problems: [...problems, ...inTree], peaks: peaks.reverse() };
}
