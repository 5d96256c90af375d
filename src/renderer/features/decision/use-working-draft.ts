import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { ActInput } from '#shared/contract/case-file.ts';
import type { PlainError } from '#shared/errors/app-error.ts';
import type { DecisionDraft } from '#shared/model/decision.ts';
import { caseApi } from '../../state/case-endpoints.ts';
import { useCaseAct, useOpenCase, useTypedText } from '../../state/open-case.tsx';
import { useAppDispatch } from '../../state/store.ts';
import { approvalFor, emptyRefusal, readDraft, sameDraft, withCites } from './draft-steps.ts';

/** The field that the draft is kept under as it is typed; what was begun with the other outcome waits beside it. */
const draftField = 'decision';
const otherField = { approve: 'decision:approve', refuse: 'decision:refuse' } as const;

export interface WorkingDraft {
  /** As it stands on the screen: typed here, else the draft on the file, else none. */
  readonly draft: DecisionDraft | null;
  readonly isLoaded: boolean;
  /** The draft on the file is the same. */
  readonly isSaved: boolean;
  readonly change: (draft: DecisionDraft) => void;
  /** Turns to an outcome, with what had been begun for it. */
  readonly choose: (outcome: DecisionDraft['outcome']) => void;
  /** Puts the draft on the file, as an act. */
  readonly save: () => Promise<boolean>;
  /** Takes the draft from the screen and from the file. */
  readonly discard: () => Promise<void>;
  readonly error: PlainError | null;
}

/** The decision being drafted. Its text lives in what is typed, so every part of the screen sees the same. */
export function useWorkingDraft(): WorkingDraft {
  const { state, program, today } = useOpenCase();
  const { perform, error } = useCaseAct();
  const { text, keep } = useTypedText(draftField);
  const approve = useTypedText(otherField.approve);
  const refuse = useTypedText(otherField.refuse);
  const filed = state.decision.draft;
  const { evidence } = state;
  const draft = useMemo(() => {
    const typed = typeof text === 'string' ? readDraft(text) : null;
    const shown = typed ?? filed;
    return shown === null ? null : withCites(shown, evidence);
  }, [text, filed, evidence]);
  const change = useCallback((next: DecisionDraft) => keep(JSON.stringify(next)), [keep]);
  const isSaved = sameDraft(draft, filed);
  return {
    draft,
    isLoaded: text !== undefined,
    isSaved,
    error,
    change,
    choose: (outcome) => {
      if (draft?.outcome === outcome || text === undefined) return;
      if (draft !== null) (draft.outcome === 'approve' ? approve : refuse).keep(JSON.stringify(draft));
      const begun = (outcome === 'approve' ? approve : refuse).text;
      const restored = typeof begun === 'string' ? readDraft(begun) : null;
      change(restored ?? (outcome === 'approve' ? approvalFor(state, program, today) : emptyRefusal));
    },
    save: async () => draft === null || isSaved || perform('decision.draft', { draft }),
    discard: async () => {
      if (filed !== null && !(await perform('decision.draft', { draft: null }))) return;
      keep(null);
    },
  };
}

/**
 * Puts an unsaved draft on the file when the case is left, and forgets what was typed once it is not needed: the draft is
 * on the file, or central has the signed decision (until then a refusal by central must find every word). Mounted once
 * per case; shows nothing.
 */
export function KeepDraft() {
  const { state, view, mayWork } = useOpenCase();
  const { draft, isSaved } = useWorkingDraft();
  const decision = useTypedText(draftField);
  const approve = useTypedText(otherField.approve);
  const refuse = useTypedText(otherField.refuse);
  const dispatch = useAppDispatch();
  const isSigned = state.decision.signed !== null;
  // Signed by somebody else, or otherwise than it stands here: what was typed is theirs who typed it.
  const isAsTyped = decision.text === null || sameDraft(draft, state.decision.signed?.statement.draft ?? null);
  const isReceived = isSigned && isAsTyped && !view.pending.some((act) => act.type === 'decision.sign');
  useEffect(() => {
    if (!isReceived) return;
    for (const typed of [decision, approve, refuse]) if (typeof typed.text === 'string') typed.keep(null);
  });
  const leaving = useRef<() => void>(() => {});
  useEffect(() => {
    leaving.current = () => {
      if (draft === null || isSigned) return;
      if (isSaved) {
        if (typeof decision.text === 'string') decision.keep(null);
      } else if (mayWork) {
        const input = { actId: crypto.randomUUID(), caseId: state.id, type: 'decision.draft', payload: { draft } };
        // Where it is refused (the case moved on meanwhile) the draft stays among what is typed.
        void dispatch(caseApi.endpoints.act.initiate(input as ActInput));
      }
    };
  });
  useEffect(() => () => leaving.current(), []);
  return null;
}
