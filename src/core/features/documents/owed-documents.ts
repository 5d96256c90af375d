import type { ErrorCode } from '#shared/errors/codes.ts';
import type { Sha256 } from '#shared/model/ids.ts';
import type { OwedContent, SyncOwed } from '../../sync/ports.ts';
import { readDocument } from '../case-file/document-store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { noteSent, owedDocuments, readOwed, settleOwed } from './owed-store.ts';

/** The part of the vault that sending needs. */
export interface SendingVault {
  read(sha256: string, start: number, end: number): Uint8Array;
  verify(sha256: string): Promise<boolean>;
}

export interface OwedParts {
  readonly workspace: Workspace;
  readonly vault: SendingVault;
  /** A document stands otherwise with central. */
  readonly onChanged: (sha256: Sha256) => void;
  /** The vault is to be looked at again. */
  readonly noteState: (sha256: Sha256) => void;
}

/** What central is to get of the vault: what was added here, and what central misses of the cases and is here. */
export class OwedDocuments implements SyncOwed {
  readonly #parts: OwedParts;
  #asked: readonly Sha256[] = [];

  constructor(parts: OwedParts) {
    this.#parts = parts;
  }

  next(skip: ReadonlySet<Sha256>): OwedContent | null {
    const { db } = this.#parts.workspace;
    const own = owedDocuments(db).find(({ sha256 }) => !skip.has(sha256) && this.#isHere(sha256));
    if (own !== undefined) return { sha256: own.sha256, sizeBytes: own.sizeBytes };
    const asked = this.#asked.find((sha256) => !skip.has(sha256) && this.#isHere(sha256));
    const known = asked === undefined ? null : readDocument(db, asked);
    return known === null ? null : { sha256: known.sha256, sizeBytes: known.sizeBytes };
  }

  read(sha256: Sha256, start: number, end: number): Uint8Array {
    return this.#parts.vault.read(sha256, start, end);
  }

  async isWhole(sha256: Sha256): Promise<boolean> {
    const isRight = await this.#parts.vault.verify(sha256);
    this.#parts.noteState(sha256);
    return isRight;
  }

  takeWanted(documents: readonly Sha256[]): void {
    this.#asked = documents;
  }

  noteSent(sha256: Sha256, bytesThere: number): void {
    this.#note(sha256, bytesThere, null);
  }

  noteStored(sha256: Sha256): void {
    this.#asked = this.#asked.filter((each) => each !== sha256);
    settleOwed(this.#parts.workspace.db, sha256);
    this.#parts.onChanged(sha256);
  }

  noteProblem(sha256: Sha256, code: ErrorCode): void {
    const before = readOwed(this.#parts.workspace.db, sha256);
    if (before !== null) this.#note(sha256, before.bytesThere, code);
  }

  #note(sha256: Sha256, bytesThere: number, problem: ErrorCode | null): void {
    const { workspace, onChanged } = this.#parts;
    const before = readOwed(workspace.db, sha256);
    if (before === null || (before.bytesThere === bytesThere && before.problem === problem)) return;
    noteSent(workspace.db, sha256, bytesThere, problem);
    onChanged(sha256);
  }

  #isHere(sha256: Sha256): boolean {
    return readDocument(this.#parts.workspace.db, sha256)?.presence === 'present';
  }
}
