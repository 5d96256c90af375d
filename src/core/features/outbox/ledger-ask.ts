import type { CommandType } from '#shared/model/command.ts';
import type { OfficerId } from '#shared/model/ids.ts';
import { listSql, type Sql, sql } from '../../db/sql.ts';

/** Which lines of the ledger a screen asks for, and which part of them. */
export interface LedgerAsk {
  readonly show: 'all' | 'open' | 'refused';
  readonly offset: number;
  readonly limit: number;
  readonly caseNumber?: string;
  readonly kinds?: readonly CommandType[];
  readonly whose?: 'own' | 'everyone';
}

/** What is asked of a line whichever device made it; `caseId` is the column of the case in the table that has it. */
export function isAskedOfAny(
  { caseNumber = '', kinds = [], whose = 'own' }: LedgerAsk,
  officerId: OfficerId,
  caseId: Sql,
): readonly Sql[] {
  const parts: Sql[] = [];
  if (whose === 'own') parts.push(sql`actor = ${officerId}`);
  if (kinds.length > 0) parts.push(sql`type in ${listSql(kinds)}`);
  // Of another person's act the number is looked at only where that case is here: else it would be told by searching.
  if (caseNumber !== '') {
    parts.push(sql`instr(upper(case_number), upper(${caseNumber})) > 0`);
    parts.push(sql`(actor = ${officerId} or exists (select 1 from case_here h where h.case_id = ${caseId}))`);
  }
  return parts;
}
