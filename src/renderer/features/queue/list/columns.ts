import type { QueueOrder } from '#shared/contract/queue.ts';

type Sort = Exclude<QueueOrder['sort'], 'default'>;

/** A column of the list, in order; `sort` where its heading sorts. Widths stand in case-list.css. */
export interface Column {
  readonly id: 'select' | 'number' | 'name' | 'program' | 'stage' | 'age' | 'due' | 'flags' | 'documents' | 'officer';
  readonly sort: Sort | null;
}

const usual: readonly Column[] = [
  { id: 'select', sort: null },
  { id: 'number', sort: 'number' },
  { id: 'name', sort: 'name' },
  { id: 'program', sort: 'program' },
  { id: 'stage', sort: 'stage' },
  { id: 'age', sort: 'age' },
  { id: 'due', sort: 'due' },
  { id: 'flags', sort: null },
  { id: 'documents', sort: null },
];

export function columnsFor(showsOfficer: boolean): readonly Column[] {
  return showsOfficer ? [...usual, { id: 'officer', sort: 'officer' }] : usual;
}
