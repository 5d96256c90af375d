import type { DocumentAbsence, DocumentPresence } from '#shared/contract/case-file.ts';
import { queueFilter } from '#shared/contract/queue.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import type { CaseId, Sha256 } from '#shared/model/ids.ts';
import { absence } from '#shared/protocol/documents.ts';
import { sql } from '../../db/sql.ts';
import type { DocumentSink, SyncVault, WantedDocument } from '../../sync/ports.ts';
import {
  bytesHeld,
  casesNaming,
  documentsOfSummaries,
  forgetDocument,
  readDocument,
  unnamedDocuments,
  writeAbsence,
  writePresence,
} from '../case-file/document-store.ts';
import { chooseToLeave, mayLeaveFor, readBudget } from '../documents/budget.ts';
import { forgetTurnedDown, readOwed } from '../documents/owed-store.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The part of the vault that fetching needs. */
export interface ReceivingVault {
  state(sha256: string): { readonly presence: DocumentPresence; readonly bytesHere: number };
  receive(sha256: string, sizeBytes: number): Promise<DocumentSink>;
  remove(sha256: string): void;
}

export interface VaultDocumentsParts {
  readonly workspace: Workspace;
  readonly vault: ReceivingVault;
  readonly onChanged: (sha256: Sha256, presence: DocumentPresence, bytesHere: number) => void;
  readonly onCasesChanged: (cases: readonly CaseId[]) => void;
}

const ownWork = queueFilter.parse({ holder: 'mine' });
const everything = queueFilter.parse({});

/** What is to be fetched, in the order in which it will be worked on: own cases first, each list oldest first. */
export class VaultDocuments implements SyncVault {
  readonly #parts: VaultDocumentsParts;
  #plan: Sha256[] | null = null;
  #planVersion = -1;
  /** All contents in the order of the work, and for which queue it was made. */
  #order: readonly Sha256[] = [];
  #orderVersion = -1;
  readonly #beyond = new Set<Sha256>();
  /** There was no room for so many bytes; nothing that is needed later gets more. */
  #noRoomFor = Number.POSITIVE_INFINITY;

  constructor(parts: VaultDocumentsParts) {
    this.#parts = parts;
  }

  next(skip: ReadonlySet<Sha256>): WantedDocument | null {
    const { index } = this.#parts.workspace;
    for (;;) {
      const first = this.#plan?.[0];
      if (first === undefined) {
        if (this.#plan !== null && this.#planVersion === index.version) return null;
        this.#plan = this.#makePlan();
        this.#planVersion = index.version;
        if (this.#plan.length === 0) return null;
        continue;
      }
      // A content may be in the vault already: from before a store was rebuilt, or by another case.
      if (!skip.has(first)) this.noteState(first);
      const wanted = skip.has(first) ? null : this.find(first);
      if (wanted !== null && this.#makeRoom(wanted, wanted.sha256)) return wanted;
      if (wanted !== null) this.#beyond.add(first);
      this.#plan?.shift();
    }
  }

  lookAgain(): void {
    if (this.#plan?.length === 0) this.#plan = null;
  }

  find(sha256: Sha256): WantedDocument | null {
    const known = readDocument(this.#parts.workspace.db, sha256);
    if (known === null || known.presence === 'present') return null;
    return { sha256, sizeBytes: known.sizeBytes, bytesHere: known.bytesHere };
  }

  /** Room for documents, pins or cases have changed: everything is looked at anew. */
  planAnew(): void {
    this.#plan = null;
    this.#orderVersion = -1;
  }

  /** Wanted documents for which there is no room. */
  get beyondBudget(): number {
    return this.#beyond.size;
  }

  /** What is over the budget leaves, the least needed first. */
  keepToBudget(): void {
    const { db } = this.#parts.workspace;
    const budget = readBudget(db);
    const over = budget === null ? 0 : bytesHeld(db) - budget;
    if (over <= 0) return;
    const candidates = mayLeaveFor(db, this.#orderNow(), null);
    this.#evict(chooseToLeave(candidates, over) ?? candidates.map(({ sha256 }) => sha256));
  }

  /** A document that somebody asked for comes even where all room is taken by what must not leave: it is being looked at. */
  receive(wanted: WantedDocument): Promise<DocumentSink> {
    this.#makeRoom(wanted, null);
    return this.#parts.vault.receive(wanted.sha256, wanted.sizeBytes);
  }

  noteState(sha256: Sha256): void {
    const { workspace, vault, onChanged, onCasesChanged } = this.#parts;
    const { presence: found, bytesHere } = vault.state(sha256);
    // Asked for and not begun: nothing of it is here yet.
    const presence = found === 'partial' && bytesHere === 0 ? 'missing' : found;
    const before = readDocument(workspace.db, sha256);
    if (before === null || (before.presence === presence && before.bytesHere === bytesHere)) return;
    const cases = workspace.book.write((changes) => {
      writePresence(workspace.db, sha256, presence, bytesHere);
      if (before.presence === presence) return [];
      workspace.book.refresh(changes, casesNaming(workspace.db, sha256));
      return changes.touched;
    });
    onChanged(sha256, presence, bytesHere);
    if (cases.length > 0) onCasesChanged(cases);
  }

  noteAbsent(sha256: Sha256, why: AppError): boolean {
    const { workspace, onCasesChanged } = this.#parts;
    const absent = absenceOf(why);
    const known = readDocument(workspace.db, sha256);
    if (absent === null || known === null) return false;
    if (JSON.stringify(known.absent) !== JSON.stringify(absent)) {
      writeAbsence(workspace.db, sha256, absent);
      onCasesChanged(casesNaming(workspace.db, sha256));
    }
    // What comes with other content is sent whole before that shows.
    return absent.why !== 'other-content';
  }

  /** Documents that no case on the device names any more leave it with the case. The row goes last: a crash only repeats this. */
  evictUnnamed(): void {
    const { workspace, vault } = this.#parts;
    forgetTurnedDown(workspace.db);
    for (const sha256 of unnamedDocuments(workspace.db)) {
      vault.remove(sha256);
      forgetDocument(workspace.db, sha256);
    }
  }

  /** Documents of cases in summary leave, but for those of cases that are being read whole just now. */
  evictRead(): void {
    const { workspace, vault } = this.#parts;
    for (const sha256 of documentsOfSummaries(workspace.db)) {
      if (readOwed(workspace.db, sha256) !== null) continue;
      if (casesNaming(workspace.db, sha256).some((id) => workspace.wholeCases.get(id, workspace.clock.now()) !== null))
        continue;
      vault.remove(sha256);
      this.noteState(sha256);
    }
  }

  /** Null for `before`: it is in view, and everything that may leave at all may leave for it. */
  #makeRoom({ sha256, sizeBytes, bytesHere }: WantedDocument, before: Sha256 | null): boolean {
    const { db } = this.#parts.workspace;
    const budget = readBudget(db);
    if (budget === null) return true;
    const bytes = sizeBytes - bytesHere;
    const lacking = bytes - (budget - bytesHeld(db));
    if (lacking <= 0) return true;
    if (before !== null && bytes >= this.#noRoomFor) return false;
    const candidates = mayLeaveFor(db, this.#orderNow(), before).filter((each) => each.sha256 !== sha256);
    const chosen = chooseToLeave(candidates, lacking);
    if (chosen === null && before !== null) this.#noRoomFor = bytes;
    if (chosen !== null) this.#evict(chosen);
    return chosen !== null;
  }

  #evict(documents: readonly Sha256[]): void {
    for (const sha256 of documents) {
      this.#parts.vault.remove(sha256);
      this.noteState(sha256);
    }
  }

  #orderNow(): readonly Sha256[] {
    const { db, index } = this.#parts.workspace;
    if (this.#orderVersion !== index.version) {
      this.#order = this.#inQueueOrder(db.all(sql`select row, sha256 from case_document order by row, place`));
      this.#orderVersion = index.version;
    }
    return this.#order;
  }

  #makePlan(): Sha256[] {
    this.#beyond.clear();
    this.#noRoomFor = Number.POSITIVE_INFINITY;
    // Central gives no documents of a summary but for a reading of the whole.
    return this.#inQueueOrder(
      this.#parts.workspace.db.all(
        sql`select c.row, c.sha256 from document d join case_document c on c.sha256 = d.sha256
          join case_here h on h.row = c.row
          where d.presence <> 'present' and h.sight <> 'summary' order by c.row, c.place`,
      ),
    );
  }

  #inQueueOrder(wanted: readonly { readonly row: number; readonly sha256: Sha256 }[]): Sha256[] {
    const { queue, clock } = this.#parts.workspace;
    const byRow = new Map<number, Sha256[]>();
    for (const { row, sha256 } of wanted) {
      const own = byRow.get(row);
      if (own === undefined) byRow.set(row, [sha256]);
      else own.push(sha256);
    }
    const now = clock.now();
    const rows = [...queue.inDefaultOrder(ownWork, now), ...queue.inDefaultOrder(everything, now)];
    return [...new Set(rows.flatMap((row) => byRow.get(row) ?? []))];
  }
}

/** What an answer of central's, or bytes that were another content, say of a document; null where nothing. */
function absenceOf(why: AppError): DocumentAbsence | null {
  const { office, since } = absence.parse({ office: null, since: null, ...why.details });
  if (why.code === 'document-missing') return { why: 'not-yet', office, since };
  if (why.code !== 'document-damaged') return null;
  const isLocal = why.details['wrongHash'] === true || why.details['tooLong'] === true;
  return { why: isLocal ? 'other-content' : 'damaged', office, since };
}
