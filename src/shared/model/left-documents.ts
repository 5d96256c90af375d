import { type CaseState, openHandedOver } from './case-state.ts';
import { commandPayloads } from './command.ts';
import type { DocumentRecord } from './document.ts';
import type { EventBody } from './event.ts';
import type { HandedOverDraft } from './handed-over.ts';

/** The document that a draft would put on the file; null for drafts of other acts. */
export function documentOfDraft({ type, payload, doneAt }: DraftOfDocument): DocumentRecord | null {
  if (type !== 'document.add') return null;
  const { documentId, ...added } = commandPayloads['document.add'].parse(payload);
  return { ...added, id: documentId, expires: null, receivedAt: doneAt, replaces: null, readBy: {} };
}

type DraftOfDocument = Pick<HandedOverDraft, 'type' | 'payload' | 'doneAt'>;

/** The document that an event names: put on the file, or left on the case by a draft; null where it names none. */
export function documentNamed(event: EventBody): DocumentRecord | null {
  if (event.type === 'document-received') return event.payload.document;
  return event.type === 'act-handed-over' ? documentOfDraft(event.payload) : null;
}

/** Documents of drafts that wait for the officer of the case, and are not on its file by another way. */
export function documentsLeft(state: Pick<CaseState, 'documents' | 'handedOver'>): readonly DocumentRecord[] {
  const left = openHandedOver(state).flatMap((draft) => documentOfDraft(draft) ?? []);
  return left.filter((each) => state.documents.every(({ sha256 }) => sha256 !== each.sha256));
}
