import type { ArgsOf } from '#shared/contract/define.ts';
import type { caseDocumentsContract } from '#shared/contract/documents.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type DocumentMime, documentMaximumBytes, documentMime } from '#shared/model/document.ts';
import type { CaseId, Sha256 } from '#shared/model/ids.ts';
import { kindOf, mimeOfKind, rasterPages } from '../../raster/document-kind.ts';
import type { DocumentReceiver } from '../../vault/document-receiver.ts';
import type { Vault } from '../../vault/vault.ts';
import { insertAdded, readDocument } from '../case-file/document-store.ts';
import { type ActDone, performAct, requireCase } from '../case-file/perform-act.ts';
import { vaultSource } from '../viewer/vault-source.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { forgetUnfinished, owe, oweByAct } from './owed-store.ts';

export interface AdderParts {
  readonly workspace: Workspace;
  readonly vault: Vault;
  readonly sync: {
    /** The vault knows something new about a document. */
    noteState(sha256: Sha256): void;
    /** One that nothing names any more may leave the disk. */
    documentsMayLeave(): void;
  };
}

type AddArgs = ArgsOf<typeof caseDocumentsContract, 'documents.add'>;

/**
 * Takes a file from a window into the vault, piece by piece and encrypted, and puts it on its case. The document is owed to
 * central from its first byte on, so that no clearing up takes it away; it is on the disk before the act that names it.
 */
export class DocumentAdder {
  readonly #parts: AdderParts;
  readonly #receivers = new Map<Sha256, DocumentReceiver>();

  constructor(parts: AdderParts) {
    this.#parts = parts;
    // What an end of the program cut off was never called saved.
    forgetUnfinished(parts.workspace.db);
  }

  async begin(caseId: CaseId, sha256: Sha256, sizeBytes: number): Promise<number> {
    const { workspace, vault, sync } = this.#parts;
    if (sizeBytes > documentMaximumBytes) {
      throw new AppError('document-too-large', { megabytes: Math.round(sizeBytes / 1e6) });
    }
    const { state } = requireCase(workspace, caseId);
    if (state.documents.some((each) => each.sha256 === sha256)) {
      throw new AppError('rule-refused', { refusal: 'document-already-there' });
    }
    const open = this.#receivers.get(sha256);
    if (open !== undefined) return open.bytesHere;
    workspace.book.write(() => {
      insertAdded(workspace.db, { sha256, sizeBytes, mime: 'application/octet-stream' });
      owe(workspace.db, sha256, workspace.clock.now());
    });
    sync.noteState(sha256);
    if (readDocument(workspace.db, sha256)?.presence === 'present') return sizeBytes;
    const receiver = await vault.receive(sha256, sizeBytes);
    this.#receivers.set(sha256, receiver);
    return receiver.bytesHere;
  }

  append(sha256: Sha256, offset: number, bytes: Uint8Array): number {
    const receiver = this.#receivers.get(sha256);
    if (receiver === undefined || receiver.bytesHere !== offset) throw new AppError('bad-request', { field: 'offset' });
    receiver.take(bytes);
    return receiver.bytesHere;
  }

  async add(ask: AddArgs): Promise<ActDone> {
    const { workspace, vault, sync } = this.#parts;
    const { actId, caseId, sha256, title, ...facts } = ask;
    await this.#finish(sha256);
    sync.noteState(sha256);
    const { mime, pages, sizeBytes } = this.#look(vault, sha256);
    const payload = { ...facts, sha256, title: { en: title, fr: title }, sizeBytes, mime, pages };
    const done = performAct(workspace, { actId, caseId, type: 'document.add', payload }, (db, n) =>
      oweByAct(db, sha256, n, workspace.clock.now()),
    );
    return done;
  }

  cancel(sha256: Sha256): void {
    this.#receivers.get(sha256)?.close();
    this.#receivers.delete(sha256);
    forgetUnfinished(this.#parts.workspace.db, sha256);
    this.#parts.sync.documentsMayLeave();
  }

  /** What a window left half way: its file stays for this run, and goes at the next start. */
  close(): void {
    for (const receiver of this.#receivers.values()) receiver.close();
    this.#receivers.clear();
  }

  async #finish(sha256: Sha256): Promise<void> {
    const receiver = this.#receivers.get(sha256);
    if (receiver === undefined) return;
    this.#receivers.delete(sha256);
    try {
      await receiver.finish();
    } finally {
      receiver.close();
    }
  }

  /** What kind of file it is, by its bytes; whatever its name says. */
  #look(vault: Vault, sha256: Sha256): { mime: DocumentMime; pages: number | null; sizeBytes: number } {
    try {
      const source = vaultSource(vault, sha256);
      const kind = kindOf(source);
      if (kind === null) throw new AppError('unsupported-format');
      const pages = kind === 'pdf' ? null : rasterPages(kind, source).length;
      return { mime: documentMime.parse(mimeOfKind[kind]), pages, sizeBytes: source.sizeBytes };
    } catch (thrown) {
      this.cancel(sha256);
      throw thrown;
    }
  }
}
