import type { DocumentPresence } from '#shared/contract/case-file.ts';
import { queueFilter } from '#shared/contract/queue.ts';
import type { CaseId, Sha256 } from '#shared/model/ids.ts';
import { sql } from '../../db/sql.ts';
import type { DocumentSink, SyncVault, WantedDocument } from '../../sync/ports.ts';
import { readBase } from '../case-file/case-store.ts';
import {
  casesNaming,
  documentsOfSummaries,
  forgetDocument,
  readDocument,
  unnamedDocuments,
  writePresence,
} from '../case-file/document-store.ts';
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
      if (wanted !== null) return wanted;
      this.#plan?.shift();
    }
  }

  find(sha256: Sha256): WantedDocument | null {
    const known = readDocument(this.#parts.workspace.db, sha256);
    if (known === null || known.presence === 'present') return null;
    return { sha256, sizeBytes: known.sizeBytes, bytesHere: known.bytesHere };
  }

  receive(wanted: WantedDocument): Promise<DocumentSink> {
    return this.#parts.vault.receive(wanted.sha256, wanted.sizeBytes);
  }

  noteState(sha256: Sha256): void {
    const { workspace, vault, onChanged, onCasesChanged } = this.#parts;
    const { presence, bytesHere } = vault.state(sha256);
    const before = readDocument(workspace.db, sha256);
    if (before === null || (before.presence === presence && before.bytesHere === bytesHere)) return;
    const cases = workspace.book.write((changes) => {
      writePresence(workspace.db, sha256, presence, bytesHere);
      if (before.presence === presence) return [];
      for (const caseId of casesNaming(workspace.db, sha256)) {
        const base = readBase(workspace.db, caseId);
        if (base !== null) workspace.book.refresh(changes, base, base.state, 'as-it-was');
      }
      return changes.touched;
    });
    onChanged(sha256, presence, bytesHere);
    if (cases.length > 0) onCasesChanged(cases);
  }

  /** Documents that no case on the device names any more leave it with the case. The row goes last: a crash only repeats this. */
  evictUnnamed(): void {
    const { workspace, vault } = this.#parts;
    for (const sha256 of unnamedDocuments(workspace.db)) {
      vault.remove(sha256);
      forgetDocument(workspace.db, sha256);
    }
  }

  /** Documents of cases in summary leave, but for those of cases that are being read whole just now. */
  evictRead(): void {
    const { workspace, vault } = this.#parts;
    for (const sha256 of documentsOfSummaries(workspace.db)) {
      if (casesNaming(workspace.db, sha256).some((id) => workspace.wholeCases.get(id, workspace.clock.now()) !== null))
        continue;
      vault.remove(sha256);
      this.noteState(sha256);
    }
  }

  #makePlan(): Sha256[] {
    const { db, queue, clock } = this.#parts.workspace;
    const wanted = db.all<{ row: number; sha256: Sha256 }>(
      // Central gives no documents of a summary but for a reading of the whole.
      sql`select c.row, c.sha256 from document d join case_document c on c.sha256 = d.sha256
        join case_here h on h.row = c.row where d.presence <> 'present' and h.sight <> 'summary'`,
    );
    const byRow = new Map<number, Sha256[]>();
    for (const { row, sha256 } of wanted) byRow.set(row, [...(byRow.get(row) ?? []), sha256]);
    const now = clock.now();
    const rows = [...queue.inDefaultOrder(ownWork, now), ...queue.inDefaultOrder(everything, now)];
    return [...new Set(rows.flatMap((row) => byRow.get(row) ?? []))];
  }
}
