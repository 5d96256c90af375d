import * as z from 'zod';
import { assessmentType } from './assessment.ts';
import { applicant, application, assessmentRecord, assignment, bringForward, correspondence } from './case-state.ts';
import { decisionDraft, decisionStatement } from './decision.ts';
import { documentRecord } from './document.ts';
import { evidence } from './evidence.ts';
import { handedOverDraft, handedOverId } from './handed-over.ts';
import { clientId, day, documentId, evidenceId, instant, officeId, officerId } from './ids.ts';
import { note } from './note.ts';

/** What can happen to a case. Facts in the past tense; `apply` folds them into the state. */
export const eventPayloads = {
  'case-received': z.object({
    application,
    applicants: z.array(applicant).min(1).max(40),
    documents: z.array(documentRecord),
  }),
  'case-opened': z.object({ reason: z.string().nullable() }),
  'case-assigned': z.object({
    kind: z.enum(['taken', 'released', 'reassigned']),
    to: assignment.shape.officerId,
    officeId: officeId.nullable(),
    reason: z.string(),
  }),
  'assessment-recorded': assessmentRecord
    .pick({ status: true, conditional: true, dueDate: true, remark: true })
    .extend({ assessment: assessmentType }),
  'note-added': note.pick({ id: true, type: true, text: true, protectedPassages: true }),
  'bring-forward-set': bringForward.pick({ date: true, code: true, text: true }),
  'bring-forward-cleared': z.object({}),
  'document-read': z.object({ documentId }),
  'document-received': z.object({ document: documentRecord }),
  'correspondence-sent': z.object({ correspondence }),
  'correspondence-answered': z.object({ id: z.uuid() }),
  'evidence-added': evidence.omit({ by: true, at: true, removed: true }),
  'evidence-removed': z.object({ evidenceId }),
  'decision-drafted': z.object({ draft: decisionDraft.nullable() }),
  'decision-signed': z.object({ statement: decisionStatement }),
  'application-withdrawn': z.object({
    requestedOn: day,
    requestedBy: z.enum(['applicant', 'representative']),
    documentId: documentId.nullable(),
    remark: z.string(),
  }),
  'application-reopened': z.object({ reason: z.string() }),
  'act-handed-over': handedOverDraft.pick({ type: true, payload: true, doneAt: true, reason: true }),
  'handed-over-settled': z.object({ id: handedOverId, how: z.enum(['used', 'put-aside']), reason: z.string() }),
} as const;

export type EventType = keyof typeof eventPayloads;
export const eventTypes = Object.keys(eventPayloads) as EventType[];

/** An event before it has a place in the case's history. */
export type EventBody = {
  [Type in EventType]: { readonly type: Type; readonly payload: z.infer<(typeof eventPayloads)[Type]> };
}[EventType];

const eventMeta = z.object({
  /** The case version that this event makes: 1 for the first. */
  seq: z.int().positive(),
  by: officerId.nullable(),
  officeId: officeId.nullable(),
  /** The clock of the device (or of the importing office). */
  actAt: instant,
  /** Central's clock; null while the act is provisional. */
  receivedAt: instant.nullable(),
  /** The command that caused it; null for import and system events. */
  command: z.object({ clientId, n: z.int().positive() }).nullable(),
});
export type EventMeta = z.infer<typeof eventMeta>;

/** The act behind an event, as a record keeps it and a basis names it: `<clientId>:<n>`; null where it came with the case. */
export function actKey({ command }: Pick<EventMeta, 'command'>): string | null {
  return command === null ? null : `${command.clientId}:${command.n}`;
}

export type CaseEvent = EventMeta & EventBody;

/** The same as `caseEvent` without a transformation: one shape for each type, so that it can be looked at as data. */
export const caseEventShape = z.discriminatedUnion(
  'type',
  eventTypes.map((type) => eventMeta.extend({ type: z.literal(type), payload: eventPayloads[type] })) as never,
);

/** Parses an event whole, meta and payload. */
export const caseEvent = eventMeta
  .extend({ type: z.enum(eventTypes as [EventType, ...EventType[]]), payload: z.unknown() })
  .transform((value, context): CaseEvent => {
    const parsed = eventPayloads[value.type].safeParse(value.payload);
    if (!parsed.success) {
      context.addIssue({ code: 'custom', message: 'payload', path: ['payload'] });
      return z.NEVER;
    }
    return { ...value, payload: parsed.data } as CaseEvent;
  });
