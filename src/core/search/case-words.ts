import type { CaseState } from '#shared/model/case-state.ts';
import type { ReadDb, WriteDb } from '../db/connection.ts';
import { sql } from '../db/sql.ts';
import { foldWords, matchExpression } from './words.ts';

/** A UCI is found with its hyphens and without. */
function uciWords(state: CaseState): string {
  return state.applicants.flatMap(({ uci }) => (uci === null ? [] : [uci, uci.replaceAll('-', '')])).join(' ');
}

/** What of a case can be looked for, in the columns of the index: number, names, uci, purpose, notes. */
export function wordsOf(state: CaseState): readonly [string, string, string, string, string] {
  const { application, applicants, notes } = state;
  const names = applicants.map((each) => `${each.familyName} ${each.givenNames}`).join(' ');
  const written = notes.map((note) => note.text).join(' ');
  return [
    foldWords(`${application.number} ${application.associated.join(' ')}`),
    foldWords(names),
    foldWords(uciWords(state)),
    foldWords(`${application.purpose} ${application.destination}`),
    foldWords(written),
  ];
}

/** Puts the words of a case that has none there into the index. Part of the caller's transaction. */
export function insertCaseWords(db: WriteDb, row: number, state: CaseState): void {
  const [number, names, uci, purpose, notes] = wordsOf(state);
  db.run(
    sql`insert into case_words (rowid, number, names, uci, purpose, notes)
      values (${row}, ${number}, ${names}, ${uci}, ${purpose}, ${notes})`,
  );
}

export function deleteCaseWords(db: WriteDb, row: number): void {
  db.run(sql`delete from case_words where rowid = ${row}`);
}

/** Rows of the indexed cases in which every one of these folded words begins a word. */
export function rowsMatching(db: ReadDb, words: readonly string[]): readonly number[] {
  return db.column<number>(sql`select rowid from case_words where case_words match ${matchExpression(words)}`);
}

/** What of a case the index holds, as one value: the index is only written anew where this changes. */
export function wordsVersion(state: CaseState): string {
  const { application, applicants, notes } = state;
  const people = applicants.map((each) => `${each.familyName} ${each.givenNames} ${each.uci}`).join();
  // As many notes may be others: one was refused, and another has come.
  const written = notes.map((note) => note.id).join();
  return [application.number, application.associated.length, application.purpose, people, written].join('|');
}
