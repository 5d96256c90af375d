import * as z from 'zod';
import { bilingual } from './bilingual.ts';
import { groundId, pageRegion } from './evidence.ts';
import { caseId, day, documentId, evidenceId, instant, officeId, officerId, sha256 } from './ids.ts';

export const groundInDraft = z.object({
  groundId,
  introductionId: z.string().max(80).nullable(),
  reasonIds: z.array(z.string().max(80)).max(20),
  /** The officer's own words, in the language the officer writes in; they go to the applicant as written. */
  ownWords: z.string().max(8000),
  evidenceIds: z.array(evidenceId).max(100),
  /** The officer says that the file holds no evidence on the point: the other way to ground a ground. */
  noneFound: z.boolean(),
});
export type GroundInDraft = z.infer<typeof groundInDraft>;

export const approvalDraft = z.object({
  outcome: z.literal('approve'),
  validFrom: day.nullable(),
  validUntil: day.nullable(),
  entries: z.enum(['single', 'multiple']).nullable(),
  conditionIds: z.array(z.string().max(80)).max(40),
  remark: z.string().max(8000),
  /** After a reassignment: "I assessed everything on this file myself" (who hears decides, domain-sources 1.8). */
  assessedEverything: z.boolean(),
});

export const refusalDraft = z.object({
  outcome: z.literal('refuse'),
  grounds: z.array(groundInDraft).max(20),
  /** Circumstances, process, interpreter, representations, detailed reasons (domain.md "Deciding"). */
  reasons: z.object({
    circumstances: z.string().max(8000),
    process: z.string().max(8000),
    representations: z.string().max(8000),
    detailed: z.string().max(20_000),
  }),
  assessedEverything: z.boolean(),
});

export const decisionDraft = z.discriminatedUnion('outcome', [approvalDraft, refusalDraft]);
export type DecisionDraft = z.infer<typeof decisionDraft>;
export type ApprovalDraft = z.infer<typeof approvalDraft>;
export type RefusalDraft = z.infer<typeof refusalDraft>;

/** What the officer signs, whole: every text in both languages as it stood, every cite by content hash. */
export const decisionStatement = z.object({
  caseId,
  applicationNumber: z.string(),
  program: z.string(),
  applicants: z.array(z.object({ name: z.string(), uci: z.string().nullable() })),
  draft: decisionDraft,
  grounds: z.array(
    z.object({
      groundId,
      provision: z.string(),
      title: bilingual,
      introduction: bilingual.nullable(),
      reasons: z.array(bilingual),
      cites: z.array(
        z.object({ evidenceId, documentId, sha256, pageIndex: z.int().nonnegative(), region: pageRegion }),
      ),
    }),
  ),
  conditions: z.array(bilingual),
  /** Documents that the signing officer had not opened. */
  unopened: z.array(documentId),
  officerId,
  officeId,
  level: z.int(),
});
export type DecisionStatement = z.infer<typeof decisionStatement>;

export const signedDecision = z.object({
  statement: decisionStatement,
  by: officerId,
  officeId,
  /** The device's clock at signing. */
  at: instant,
});
export type SignedDecision = z.infer<typeof signedDecision>;
