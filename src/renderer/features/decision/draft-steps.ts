import type { CaseState } from '#shared/model/case-state.ts';
import { defaultValidityEnd } from '#shared/model/dates/validity.ts';
import type { ApprovalDraft, DecisionDraft, GroundInDraft, RefusalDraft } from '#shared/model/decision.ts';
import { decisionDraft } from '#shared/model/decision.ts';
import type { Evidence } from '#shared/model/evidence.ts';
import type { Day } from '#shared/model/ids.ts';
import type { Program } from '#shared/model/programs/program.ts';
import { sameValue } from '#shared/model/same-value.ts';

/** What an approval begins with: the program's usual period, not beyond the passport, and its first kind of entries. */
export function approvalFor(state: CaseState, program: Program, today: Day): ApprovalDraft {
  const { validity } = program;
  const expires = state.applicants[0]?.passport?.expires ?? null;
  const end = validity === null ? null : defaultValidityEnd(validity, today, expires);
  return {
    outcome: 'approve',
    validFrom: validity === null ? null : today,
    validUntil: end?.until ?? null,
    entries: validity?.entries[0] ?? null,
    conditionIds: [],
    remark: '',
    assessedEverything: false,
  };
}

/** A refusal begins with nothing in it: the grounds are the officer's. */
export const emptyRefusal: RefusalDraft = {
  outcome: 'refuse',
  grounds: [],
  reasons: { circumstances: '', process: '', representations: '', detailed: '' },
  assessedEverything: false,
};

export function withGround(draft: RefusalDraft, groundId: string): RefusalDraft {
  if (draft.grounds.some((ground) => ground.groundId === groundId)) return draft;
  const ground: GroundInDraft = {
    groundId,
    introductionId: null,
    reasonIds: [],
    ownWords: '',
    evidenceIds: [],
    noneFound: false,
  };
  return { ...draft, grounds: [...draft.grounds, ground] };
}

export function withoutGround(draft: RefusalDraft, groundId: string): RefusalDraft {
  return { ...draft, grounds: draft.grounds.filter((ground) => ground.groundId !== groundId) };
}

export function changeGround(draft: RefusalDraft, groundId: string, change: Partial<GroundInDraft>): RefusalDraft {
  const grounds = draft.grounds.map((ground) => (ground.groundId === groundId ? { ...ground, ...change } : ground));
  return { ...draft, grounds };
}

/** Cites that stand on the file under a ground, in the order they were made. */
export function citesUnder(evidence: readonly Evidence[], groundId: string): readonly Evidence[] {
  return evidence.filter((cite) => cite.groundId === groundId && cite.removed === null);
}

/**
 * The draft with the cites as they stand on the file: a ground rests on all that is cited under it. "None found" cannot
 * stand beside a cite.
 */
export function withCites(draft: DecisionDraft, evidence: readonly Evidence[]): DecisionDraft {
  if (draft.outcome === 'approve') return draft;
  const grounds = draft.grounds.map((ground) => {
    const evidenceIds = citesUnder(evidence, ground.groundId).map((cite) => cite.id);
    return { ...ground, evidenceIds, noneFound: ground.noneFound && evidenceIds.length === 0 };
  });
  return { ...draft, grounds };
}

/** A draft as it was kept while it was typed; null where it cannot be read as one. */
export function readDraft(text: string): DecisionDraft | null {
  try {
    const parsed = decisionDraft.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export function sameDraft(one: DecisionDraft | null, other: DecisionDraft | null): boolean {
  return sameValue(one, other);
}
