import * as z from 'zod';
import type { CaseState } from './case-state.ts';
import type { Command } from './command.ts';
import type { DecisionDraft } from './decision.ts';
import type { OfficerId } from './ids.ts';

export const fieldNames = [
  'status',
  'conditional',
  'dueDate',
  'remark',
  'date',
  'code',
  'text',
  'outcome',
  'validFrom',
  'validUntil',
  'entries',
  'conditions',
  'grounds',
  'ownWords',
  'circumstances',
  'process',
  'representations',
  'reasons',
  'signedBy',
  'holder',
  'reason',
  'document',
  'documentType',
  'page',
  'ground',
  'standing',
  'noteType',
  'read',
  'statusReason',
  'requestedOn',
  'requestedBy',
  'draft',
  'settled',
] as const;
export type FieldName = (typeof fieldNames)[number];

/** How a value is to be worded; `text` is what a person wrote and stands as it is. */
const fieldForms = [
  'text',
  'day',
  'yes-no',
  'assessment-status',
  'outcome',
  'entries',
  'condition',
  'ground',
  'person',
  'document',
  'document-type',
  'number',
  'note-type',
  'status-reason',
  'requested-by',
  'command',
  'settlement',
] as const;

/** One field of a record, in values: codes, days, ids and texts. No items: nothing is recorded in it. */
export const recordField = z.object({
  name: z.enum(fieldNames),
  form: z.enum(fieldForms),
  items: z.array(z.string()),
});
export type RecordField = z.infer<typeof recordField>;
export type RecordFields = readonly RecordField[];

type Value = string | number | boolean | null | undefined;

function field(name: FieldName, form: RecordField['form'], value: Value | readonly string[]): RecordField {
  if (Array.isArray(value)) return { name, form, items: [...value] };
  return { name, form, items: value === null || value === undefined || value === '' ? [] : [String(value)] };
}

interface AssessmentValues {
  readonly status: string;
  readonly conditional: boolean;
  readonly dueDate: string | null;
  readonly remark: string;
}

function assessmentFields(record: AssessmentValues | undefined): RecordFields {
  return [
    field('status', 'assessment-status', record?.status ?? 'not-started'),
    field('conditional', 'yes-no', record?.conditional ?? false),
    field('dueDate', 'day', record?.dueDate),
    field('remark', 'text', record?.remark),
  ];
}

interface ReminderValues {
  readonly date: string;
  readonly code: string;
  readonly text: string;
}

function reminderFields(entry: ReminderValues | null): RecordFields {
  return [field('date', 'day', entry?.date), field('code', 'text', entry?.code), field('text', 'text', entry?.text)];
}

/** Both outcomes in one list, so that a draft of the other outcome compares field by field. */
function decisionFields(draft: DecisionDraft | null, signedBy: OfficerId | null): RecordFields {
  const approval = draft?.outcome === 'approve' ? draft : null;
  const refusal = draft?.outcome === 'refuse' ? draft : null;
  const ownWords = refusal?.grounds.map((each) => each.ownWords).filter((text) => text !== '') ?? [];
  return [
    field('outcome', 'outcome', draft?.outcome),
    field('validFrom', 'day', approval?.validFrom),
    field('validUntil', 'day', approval?.validUntil),
    field('entries', 'entries', approval?.entries),
    field('conditions', 'condition', approval?.conditionIds ?? []),
    field('remark', 'text', approval?.remark),
    field('grounds', 'ground', refusal?.grounds.map((each) => each.groundId) ?? []),
    field('ownWords', 'text', ownWords.join('\n')),
    field('circumstances', 'text', refusal?.reasons.circumstances),
    field('process', 'text', refusal?.reasons.process),
    field('representations', 'text', refusal?.reasons.representations),
    field('reasons', 'text', refusal?.reasons.detailed),
    field('signedBy', 'person', signedBy),
  ];
}

function holderFields(holder: OfficerId | null, reason: string): RecordFields {
  return [field('holder', 'person', holder), field('reason', 'text', reason)];
}

interface CiteValues {
  readonly documentId: string;
  readonly pageIndex: number;
  readonly groundId: string;
  readonly remark: string;
}

function citeFields(cite: CiteValues | undefined, stands: boolean): RecordFields {
  return [
    field('document', 'document', cite?.documentId),
    field('page', 'number', cite === undefined ? null : cite.pageIndex + 1),
    field('ground', 'ground', cite?.groundId),
    field('remark', 'text', cite?.remark),
    field('standing', 'yes-no', stands),
  ];
}

function citeOf(state: CaseState, id: string): RecordFields {
  const cite = state.evidence.find((each) => each.id === id);
  return citeFields(cite, cite !== undefined && cite.removed === null);
}

function statusFields(state: CaseState): RecordFields {
  return [
    field('statusReason', 'status-reason', state.application.statusReason),
    field('requestedOn', 'day', null),
    field('requestedBy', 'requested-by', null),
    field('remark', 'text', null),
  ];
}

/** What stands on the case in the record that an act is about. */
export function fieldsOnCase(state: CaseState, command: Command): RecordFields {
  switch (command.type) {
    case 'assessment.record':
      return assessmentFields(state.assessments[command.payload.assessment]);
    case 'bring-forward.set':
    case 'bring-forward.clear':
      return reminderFields(state.bringForward.entry);
    case 'decision.draft':
    case 'decision.sign': {
      const { draft, signed } = state.decision;
      return decisionFields(signed?.statement.draft ?? draft, signed?.by ?? null);
    }
    case 'case.take':
    case 'case.release':
    case 'case.reassign':
      return holderFields(state.assignment.officerId, state.assignment.reason);
    case 'evidence.add':
    case 'evidence.remove':
      return citeOf(state, command.payload.evidenceId);
    case 'note.add': {
      const note = state.notes.find((each) => each.id === command.payload.noteId);
      return [field('noteType', 'note-type', note?.type), field('text', 'text', note?.text)];
    }
    case 'document.add': {
      const document = state.documents.find((each) => each.id === command.payload.documentId);
      return [field('documentType', 'document-type', document?.type), field('dueDate', 'day', document?.dated)];
    }
    case 'document.mark-read': {
      const document = state.documents.find((each) => each.id === command.payload.documentId);
      return [field('document', 'document', document?.id), field('read', 'yes-no', false)];
    }
    case 'case.open':
      return [field('reason', 'text', null)];
    case 'application.withdraw':
      return statusFields(state);
    case 'application.reopen':
      return [field('statusReason', 'status-reason', state.application.statusReason), field('reason', 'text', null)];
    case 'handed-over.leave':
      return [field('draft', 'command', null), field('reason', 'text', null)];
    case 'handed-over.settle': {
      const draft = state.handedOver?.find((each) => each.id === command.payload.id);
      return [field('settled', 'settlement', draft?.settled?.how), field('reason', 'text', draft?.settled?.reason)];
    }
  }
}

/** What the record would be by the act. `state` only fills in what the act names and does not carry. */
export function fieldsOfAct(command: Command, by: OfficerId, state: CaseState | null): RecordFields {
  switch (command.type) {
    case 'assessment.record':
      return assessmentFields(command.payload);
    case 'bring-forward.set':
      return reminderFields(command.payload);
    case 'bring-forward.clear':
      return reminderFields(null);
    case 'decision.draft':
      return decisionFields(command.payload.draft, null);
    case 'decision.sign':
      return decisionFields(command.payload.statement.draft, by);
    case 'case.take':
      return holderFields(by, '');
    case 'case.release':
      return holderFields(null, command.payload.reason);
    case 'case.reassign':
      return holderFields(command.payload.to, command.payload.reason);
    case 'evidence.add':
      return citeFields(command.payload, true);
    case 'evidence.remove': {
      const cite = state?.evidence.find((each) => each.id === command.payload.evidenceId);
      return citeFields(cite, false);
    }
    case 'note.add':
      return [field('noteType', 'note-type', command.payload.type), field('text', 'text', command.payload.text)];
    case 'document.add': {
      const { type, dated } = command.payload;
      return [field('documentType', 'document-type', type), field('dueDate', 'day', dated)];
    }
    case 'document.mark-read':
      return [field('document', 'document', command.payload.documentId), field('read', 'yes-no', true)];
    case 'case.open':
      return [field('reason', 'text', command.payload.reason)];
    case 'application.withdraw': {
      const { requestedOn, requestedBy, remark } = command.payload;
      return [
        field('statusReason', 'status-reason', 'withdrawn'),
        field('requestedOn', 'day', requestedOn),
        field('requestedBy', 'requested-by', requestedBy),
        field('remark', 'text', remark),
      ];
    }
    case 'application.reopen':
      return [field('statusReason', 'status-reason', 'in-progress'), field('reason', 'text', command.payload.reason)];
    case 'handed-over.leave':
      return [field('draft', 'command', command.payload.type), field('reason', 'text', command.payload.reason)];
    case 'handed-over.settle':
      return [field('settled', 'settlement', command.payload.how), field('reason', 'text', command.payload.reason)];
  }
}
