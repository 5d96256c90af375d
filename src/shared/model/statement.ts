import { invariant } from '../errors/result.ts';
import type { Actor } from './actor.ts';
import type { CaseState } from './case-state.ts';
import { principalName } from './case-state.ts';
import type { DecisionDraft, DecisionStatement, GroundInDraft } from './decision.ts';
import type { Program } from './programs/program.ts';

function statedGround(
  state: CaseState,
  program: Program,
  drafted: GroundInDraft,
): DecisionStatement['grounds'][number] {
  const ground = program.grounds.find((each) => each.id === drafted.groundId);
  invariant(ground !== undefined, 'a drafted ground is one of the program');
  const introduction = ground.introductions.find((each) => each.id === drafted.introductionId);
  const reasons = ground.reasons.filter((each) => drafted.reasonIds.includes(each.id));
  const cites = drafted.evidenceIds.flatMap((id) => {
    const cite = state.evidence.find((each) => each.id === id && each.removed === null);
    const document = state.documents.find((each) => each.id === cite?.documentId);
    if (cite === undefined || document === undefined) return [];
    const { documentId, pageIndex, region } = cite;
    return [{ evidenceId: id, documentId, sha256: document.sha256, pageIndex, region }];
  });
  return {
    groundId: ground.id,
    provision: ground.provision,
    title: ground.title,
    introduction: introduction?.text ?? null,
    reasons: reasons.map((each) => each.text),
    cites,
  };
}

/** Documents that a person has not opened. */
export function unopenedBy(state: CaseState, officerId: Actor['officerId']): CaseState['documents'] {
  const replaced = new Set(state.documents.map((document) => document.replaces));
  return state.documents.filter((document) => !replaced.has(document.id) && document.readBy[officerId] === undefined);
}

/**
 * What is signed, composed from the file and the draft. Both sides compose it and compare: what the officer saw is
 * what central records. Grounds and conditions of the draft must be of the program (decide checks before).
 */
export function composeStatement(
  state: CaseState,
  program: Program,
  draft: DecisionDraft,
  who: Actor,
): DecisionStatement {
  const conditions =
    draft.outcome === 'approve'
      ? program.conditions.filter((each) => each.imposed === 'always' || draft.conditionIds.includes(each.id))
      : [];
  return {
    caseId: state.id,
    applicationNumber: state.application.number,
    program: program.id,
    applicants: state.applicants
      .filter((person, index) => index === 0 || person.accompanying)
      .map((person) => ({ name: principalName({ applicants: [person] }), uci: person.uci })),
    draft,
    grounds: draft.outcome === 'refuse' ? draft.grounds.map((each) => statedGround(state, program, each)) : [],
    conditions: conditions.map((each) => each.text),
    unopened: unopenedBy(state, who.officerId).map((document) => document.id),
    officerId: who.officerId,
    officeId: who.officeId,
    level: who.level,
  };
}
