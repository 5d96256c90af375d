import type { CommandPayload } from '#shared/model/command.ts';
import { commandPayloads } from '#shared/model/command.ts';
import type { DecisionDraft } from '#shared/model/decision.ts';
import type { HandedOverDraft } from '#shared/model/handed-over.ts';
import type { EvidenceId } from '#shared/model/ids.ts';
import type { CaseAct } from '../../../state/open-case.tsx';
import { useOpenCase, useTypedText } from '../../../state/open-case.tsx';

/** How a draft was used: in an act that is done, or loaded where its officer goes on writing. */
export type Usage = 'done' | 'note' | 'decision';

/** The payload of a draft by its type; central took in no other. */
function payloadOf<Type extends HandedOverDraft['type']>(type: Type, draft: HandedOverDraft): CommandPayload<Type> {
  return commandPayloads[type].parse(draft.payload) as CommandPayload<Type>;
}

/**
 * Makes of a draft what the officer of the case would otherwise write anew: an act of their own by the ordinary checks, or
 * the words of it in their note or decision, to be gone through. Nothing is signed. Null where it was refused.
 */
export function useHandedOver(perform: CaseAct['perform']): (draft: HandedOverDraft) => Promise<Usage | null> {
  const { state } = useOpenCase();
  const note = useTypedText('note');
  const decision = useTypedText('decision');
  const load = (draft: DecisionDraft | null): Promise<Usage | null> => {
    if (draft === null) return act('decision.draft', { draft });
    // Whoever hears decides: that its author had assessed everything is not the new officer's word.
    decision.keep(JSON.stringify({ ...draft, assessedEverything: false }));
    return Promise.resolve('decision');
  };
  const act: (...given: Parameters<CaseAct['perform']>) => Promise<Usage | null> = async (type, payload) =>
    (await perform(type, payload)) ? 'done' : null;
  return (draft) => {
    switch (draft.type) {
      case 'note.add': {
        const { type, text } = payloadOf('note.add', draft);
        note.keep(JSON.stringify({ type, text, passages: [] }));
        return Promise.resolve('note');
      }
      case 'decision.draft':
        return load(payloadOf('decision.draft', draft).draft);
      case 'decision.sign':
        return load(payloadOf('decision.sign', draft).statement.draft);
      case 'evidence.add': {
        const cite = payloadOf('evidence.add', draft);
        const isTaken = state.evidence.some((each) => each.id === cite.evidenceId);
        return act('evidence.add', isTaken ? { ...cite, evidenceId: crypto.randomUUID() as EvidenceId } : cite);
      }
      case 'assessment.record':
        return act('assessment.record', payloadOf('assessment.record', draft));
      case 'document.add':
        return act('document.add', payloadOf('document.add', draft));
      case 'bring-forward.set':
        return act('bring-forward.set', payloadOf('bring-forward.set', draft));
      case 'bring-forward.clear':
        return act('bring-forward.clear', {});
      case 'evidence.remove':
        return act('evidence.remove', payloadOf('evidence.remove', draft));
    }
  };
}
