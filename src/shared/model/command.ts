import * as z from 'zod';
import { assessmentStatus, assessmentType } from './assessment.ts';
import { bringForward } from './case-state.ts';
import { decisionDraft, decisionStatement } from './decision.ts';
import { addedOrigin, documentMaximumBytes, documentRecord } from './document.ts';
import { groundId, pageRegion } from './evidence.ts';
import { handedOverId, handedOverTypes } from './handed-over.ts';
import { day, documentId, evidenceId, instant, noteId, officeId, officerId } from './ids.ts';
import { noteTextMaximum, noteType, protectedPassage } from './note.ts';

/** What the actor saw: versions of the records the act rests on, and the assignment epoch (sync.md "Commands up"). */
export const basis = z.object({
  epoch: z.int().nonnegative(),
  /** Record key (`assessment:eligibility`, `decision`, `bring-forward`, `assignment`, `withdrawal`) to the version seen. */
  records: z.record(z.string().max(60), z.int().nonnegative()),
  /**
   * Record key to the act that made the version seen (`actKey`); absent where it came with the case. Numbers alone would
   * not do: after the act that made one was refused, or central was restored from a backup, another change may bear it.
   * Always names the `assignment`'s. Absent in acts of protocol 1, which rest on numbers only.
   */
  made: z.record(z.string().max(60), z.string().max(60)).optional(),
});
export type Basis = z.infer<typeof basis>;

const reason = z.string().trim().max(500);

/** Every act on a case, by type. A new act is a new entry here, a branch in decide and, where it changes state, in apply. */
export const commandPayloads = {
  'case.open': z.object({ reason: reason.nullable() }),
  'case.take': z.object({}),
  'case.release': z.object({ reason }),
  'case.reassign': z.object({ to: officerId.nullable(), officeId: officeId.nullable(), reason: reason.min(1) }),
  'assessment.record': z.object({
    assessment: assessmentType,
    status: assessmentStatus,
    conditional: z.boolean(),
    dueDate: day.nullable(),
    remark: z.string().max(4000),
  }),
  'note.add': z.object({
    noteId,
    type: noteType,
    text: z.string().min(1).max(noteTextMaximum),
    protectedPassages: z.array(protectedPassage).max(200),
  }),
  'bring-forward.set': bringForward.pick({ date: true, code: true, text: true }),
  'bring-forward.clear': z.object({}),
  /** The bytes follow by themselves (sync.md "Documents"); until they are at central the document is named there as missing. */
  'document.add': documentRecord
    .pick({ type: true, applicantId: true, dated: true, sha256: true, mime: true, pages: true })
    .extend({
      documentId,
      origin: addedOrigin,
      /** As the person typed it: the same words in both languages, or translated. */
      title: z.object({ en: z.string().trim().min(1).max(200), fr: z.string().trim().min(1).max(200) }),
      sizeBytes: z.int().positive().max(documentMaximumBytes),
    }),
  'document.mark-read': z.object({ documentId }),
  'evidence.add': z.object({
    evidenceId,
    documentId,
    pageIndex: z.int().nonnegative(),
    region: pageRegion,
    groundId,
    remark: z.string().max(2000),
  }),
  'evidence.remove': z.object({ evidenceId }),
  'decision.draft': z.object({ draft: decisionDraft.nullable() }),
  'decision.sign': z.object({ statement: decisionStatement }),
  /** The applicant no longer wants the application decided (domain.md "The way of a case"). */
  'application.withdraw': z.object({
    /** The day of the written request. */
    requestedOn: day,
    requestedBy: z.enum(['applicant', 'representative']),
    /** The request on the file; null where it is kept outside. */
    documentId: documentId.nullable(),
    remark: reason,
  }),
  /** A withdrawal was recorded by mistake, or is taken back before anything was decided: the case goes on. */
  'application.reopen': z.object({ reason: reason.min(1) }),
  /** Leaves an own act that did not go through on the case, as a draft for its officer. */
  'handed-over.leave': z.object({
    type: z.enum(handedOverTypes),
    /** A payload of that type. */
    payload: z.unknown(),
    doneAt: instant,
    reason,
  }),
  /** The officer of the case has made an act of their own of a draft, or puts it aside. */
  'handed-over.settle': z.object({ id: handedOverId, how: z.enum(['used', 'put-aside']), reason }),
} as const;

export type CommandType = keyof typeof commandPayloads;
export const commandTypes = Object.keys(commandPayloads) as CommandType[];
export type CommandPayload<Type extends CommandType> = z.infer<(typeof commandPayloads)[Type]>;

export type Command = {
  [Type in CommandType]: { readonly type: Type; readonly payload: CommandPayload<Type>; readonly basis: Basis };
}[CommandType];

/** An act that is left on a case carries a payload of its own type. */
function isLeftWhole(type: CommandType, payload: unknown): boolean {
  if (type !== 'handed-over.leave') return true;
  const left = payload as CommandPayload<'handed-over.leave'>;
  return commandPayloads[left.type].safeParse(left.payload).success;
}

/** Parses type and payload together; an unknown type or a payload of another type fails. */
export const command = z
  .object({ type: z.enum(commandTypes as [CommandType, ...CommandType[]]), payload: z.unknown(), basis })
  .transform((value, context): Command => {
    const parsed = commandPayloads[value.type].safeParse(value.payload);
    if (!parsed.success || !isLeftWhole(value.type, parsed.data)) {
      context.addIssue({ code: 'custom', message: 'payload', path: ['payload'] });
      return z.NEVER;
    }
    return { type: value.type, payload: parsed.data, basis: value.basis } as Command;
  });
