import type { CaseState } from '#shared/model/case-state.ts';
import type { ReadDb, WriteDb } from '../db/connection.ts';
import { sql } from '../db/sql.ts';
import { foldWords, matchExpression } from './words.ts';

/** A UCI is found with its hyphens and without. */
function uciWords(state: CaseState): string {
  return state.applicants.flatMap(({ uci }) => (uci === null ? [] : [uci, uci.replaceAll('-', '')])).join(' ');
}

/** Puts a case's words into the index in place of those that were there. Part of the caller's transaction. */
export function writeCaseWords(db: WriteDb, row: number, state: CaseState, isNew: boolean): void {
  const { application, applicants, notes } = state;
  if (!isNew) db.run(sql`delete from case_words where rowid = ${row}`);
  const names = applicants.map((each) => `${each.familyName} ${each.givenNames}`).join(' ');
  const written = notes.map((note) => note.text).join(' ');
  db.run(
    sql`insert into case_words (rowid, number, names, uci, purpose, notes) values (${row},
      ${foldWords(`${application.number} ${application.associated.join(' ')}`)}, ${foldWords(names)},
      ${foldWords(uciWords(state))}, ${foldWords(`${application.purpose} ${application.destination}`)},
      ${foldWords(written)})`,
  );
}

export function dropCaseWords(db: WriteDb, row: number): void {
  db.run(sql`delete from case_words where rowid = ${row}`);
}

/** Rows of the cases in which every word of the text begins a word; null where the text has no word. */
export function rowsWithWords(db: ReadDb, text: string): readonly number[] | null {
  const expression = matchExpression(text);
  if (expression === null) return null;
  return db.column<number>(sql`select rowid from case_words where case_words match ${expression}`);
}

/** What of a case the index holds, as one value: the index is only written anew where this changes. */
export function wordsVersion(state: CaseState): string {
  const { application, applicants, notes } = state;
  const people = applicants.map((each) => `${each.familyName} ${each.givenNames} ${each.uci}`).join();
  return [application.number, application.associated.length, application.purpose, notes.length, people].join('|');
}
