import { leafHash, nextChain } from '../audit/hashes.ts';
import type { LogProblem } from './log-problem.ts';

export interface EntryRow {
  readonly n: number;
  readonly entry: string;
  readonly leaf: string;
  readonly chain: string;
}

/** What an entry says of itself. */
interface OwnPlace {
  readonly stream: string;
  readonly n: number;
}

function ownPlace(entry: string): OwnPlace | null {
  try {
    const { stream, n } = JSON.parse(entry) as { stream: unknown; n: unknown };
    return typeof stream === 'string' && typeof n === 'number' ? { stream, n } : null;
  } catch {
    return null;
  }
}

/** How far an entry's own number is from the one that its row has; null where it cannot be read or is of another stream. */
export function shiftOf(stream: string, row: EntryRow | undefined): number | null {
  const own = row === undefined ? null : ownPlace(row.entry);
  return row === undefined || own?.stream !== stream ? null : own.n - row.n;
}

interface Walk {
  readonly stream: string;
  readonly problems: LogProblem[];
  /** Of the entry before. */
  chain: string;
  shift: number;
  /** The entry before was not what it should be, so nothing can be said of the chain across it. */
  isBroken: boolean;
}

/** An entry that bears another number than its row: moved by one that was put in or taken out before it, or swapped. */
function numberProblem(walk: Walk, row: EntryRow, next: EntryRow | undefined): LogProblem | null {
  const { stream, shift } = walk;
  const own = shiftOf(stream, row);
  if (own === null) return { kind: 'entry-changed', stream, n: row.n };
  if (own === shift) return null;
  const nextShift = next === undefined ? own : shiftOf(stream, next);
  if (nextShift !== own) return { kind: 'swapped', stream, n: row.n, other: row.n + own - shift };
  walk.shift = own;
  if (own > shift) return { kind: 'dropped', stream, n: row.n };
  return { kind: 'inserted', stream, n: shift === 0 ? row.n - 1 : row.n };
}

/** Text, leaf and chain against each other: two that agree say which third was changed. */
function hashProblem(walk: Walk, row: EntryRow, next: EntryRow | undefined): LogProblem | null {
  const { stream } = walk;
  const { n, leaf, chain } = row;
  const made = leafHash(row.entry);
  const isChained = (hash: string): boolean => walk.isBroken || nextChain(walk.chain, hash) === chain;
  if (made !== leaf) {
    return { kind: !walk.isBroken && isChained(made) ? 'leaf-changed' : 'entry-changed', stream, n };
  }
  if (isChained(leaf)) return null;
  const goesOn = next === undefined || nextChain(chain, next.leaf) === next.chain;
  return { kind: goesOn ? 'entry-replaced' : 'chain-changed', stream, n };
}

/**
 * Goes through entries one by one, in order of their numbers, and says of each that is not what it should be what was done
 * to it. For the few pages that do not fit as a whole.
 *
 * @param before the entry before the first, where there is one
 * @param after the entry behind the last, where there is one
 */
export function locateProblems(
  stream: string,
  span: { readonly from: number; readonly to: number },
  rows: readonly EntryRow[],
  around: { readonly before: EntryRow | null; readonly after: EntryRow | null },
  firstChain: string,
): LogProblem[] {
  const { before, after } = around;
  const problems: LogProblem[] = [];
  const walk: Walk = {
    stream,
    problems,
    chain: before?.chain ?? firstChain,
    shift: before === null ? 0 : (shiftOf(stream, before) ?? 0),
    isBroken: before === null && span.from > 1,
  };
  let expected = span.from;
  rows.forEach((row, index) => {
    const next = rows[index + 1] ?? after ?? undefined;
    for (; expected < row.n; expected += 1) {
      problems.push({ kind: 'dropped', stream, n: expected });
      walk.isBroken = true;
    }
    const follows = next?.n === row.n + 1 ? next : undefined;
    const numbered = numberProblem(walk, row, follows);
    const problem = numbered ?? hashProblem(walk, row, follows);
    if (problem !== null) problems.push(problem);
    // What was moved is whole in itself; only the seam does not fit.
    const isMoved = numbered?.kind === 'dropped' || numbered?.kind === 'inserted';
    walk.isBroken = problem !== null && problem.kind !== 'leaf-changed' && problem.kind !== 'chain-changed' && !isMoved;
    walk.chain = problem?.kind === 'chain-changed' ? nextChain(walk.chain, row.leaf) : row.chain;
    expected = row.n + 1;
  });
  for (; expected <= span.to; expected += 1) problems.push({ kind: 'dropped', stream, n: expected });
  return problems;
}
