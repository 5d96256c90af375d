import type { QueueFilter } from '#shared/contract/queue.ts';
import { noDay, type QueueIndex } from './queue-index.ts';
import { flagBits, markBits, programCode, stageCode } from './row-codes.ts';

export type RowTest = (row: number) => boolean;

export interface FilterContext {
  readonly index: QueueIndex;
  /** Day number of today. */
  readonly today: number;
  /** User code of the person who looks. */
  readonly officerId: string;
}

/** From this part of its standard on a case counts as near its end. */
const nearFrom = 0.8;

const bitsWanted = (codes: readonly number[]): number => codes.reduce((bits, code) => bits | (1 << code), 0);

function ageTest(filter: QueueFilter, { index, today }: FilterContext): RowTest | null {
  if (filter.age === 'any') return null;
  const { standardDue, clockStart } = index.columns;
  return (row) => {
    const due = standardDue[row] ?? noDay;
    if (due === noDay) return false;
    if (due < today) return filter.age === 'beyond';
    const start = clockStart[row] ?? due;
    const isNear = today - start >= (due - start) * nearFrom;
    return isNear === (filter.age === 'near') && filter.age !== 'beyond';
  };
}

function bringForwardTest(filter: QueueFilter, { index, today }: FilterContext): RowTest | null {
  const { bringForward } = index.columns;
  const date = (row: number): number => bringForward[row] ?? noDay;
  switch (filter.bringForward) {
    case 'any':
      return null;
    case 'today':
      return (row) => date(row) === today;
    case 'overdue':
      return (row) => date(row) < today;
    case 'set':
      return (row) => date(row) !== noDay;
  }
}

function holderTests(filter: QueueFilter, { index, officerId }: FilterContext): RowTest[] {
  const { officer } = index.columns;
  const tests: RowTest[] = [];
  // An officer that no case here has is in no row; -1 says so.
  const mine = index.officerCode(officerId) || -1;
  if (filter.holder === 'mine') tests.push((row) => officer[row] === mine);
  if (filter.holder === 'pool') tests.push((row) => officer[row] === 0);
  if (filter.officers.length > 0) {
    const wanted = new Set(filter.officers.map((id) => index.officerCode(id) || -1));
    tests.push((row) => wanted.has(officer[row] ?? -1));
  }
  return tests;
}

/** The tests that a row must pass, cheapest first. Within one list of a filter any match will do; flags must all stand. */
export function testsFor(filter: QueueFilter, context: FilterContext): readonly RowTest[] {
  const { program, stage, flags, marks, closed } = context.index.columns;
  const tests: RowTest[] = [];
  if (!filter.closed) tests.push((row) => closed[row] === 0);
  if (filter.programs.length > 0) {
    const wanted = bitsWanted(filter.programs.map(programCode));
    tests.push((row) => (wanted & (1 << (program[row] ?? 31))) !== 0);
  }
  if (filter.stages.length > 0) {
    const wanted = bitsWanted(filter.stages.map(stageCode));
    tests.push((row) => (wanted & (1 << (stage[row] ?? 31))) !== 0);
  }
  if (filter.flags.length > 0) {
    const wanted = flagBits(filter.flags);
    tests.push((row) => ((flags[row] ?? 0) & wanted) === wanted);
  }
  if (filter.marks.length > 0) {
    const wanted = markBits(filter.marks);
    tests.push((row) => ((marks[row] ?? 0) & wanted) !== 0);
  }
  tests.push(...holderTests(filter, context));
  for (const test of [ageTest(filter, context), bringForwardTest(filter, context)]) if (test !== null) tests.push(test);
  return tests;
}
