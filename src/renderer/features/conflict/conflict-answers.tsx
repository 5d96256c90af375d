import { Button } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conflict } from '#shared/contract/conflict.ts';
import type { OutboxItem } from '#shared/contract/outbox.ts';
import type { ConflictAnswer } from '#shared/model/conflict.ts';
import { useAnswerConflictMutation } from '../../state/conflict-endpoints.ts';
import { wentTo } from '../../state/route-slice.ts';
import { useAppDispatch } from '../../state/store.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { useNotices } from '../../ui/feedback/notices.tsx';

export interface ConflictAnswersProps {
  readonly item: OutboxItem;
  readonly conflict: Conflict;
  /** Answered: on to the next one, or away. */
  readonly answered: () => void;
  readonly leave: () => void;
}

/** What may be chosen, and what each choice does. A choice that is not possible says why instead of being missing. */
export function ConflictAnswers({ item, conflict, answered, leave }: ConflictAnswersProps) {
  const { t, i18n } = useTranslation(['conflict', 'refusals']);
  const dispatch = useAppDispatch();
  const { notify } = useNotices();
  const [answer, { error, isLoading }] = useAnswerConflictMutation();
  const [reason, setReason] = useState<string | null>(null);
  // One answer, one act: a repeated press after a lost reply finds what the first one made.
  const actId = useRef(crypto.randomUUID());
  const isSignature = item.type === 'decision.sign';
  const give = async (chosen: ConflictAnswer): Promise<void> => {
    const given = await answer({ n: item.n, actId: actId.current, answer: chosen, reason: reason?.trim() ?? '' });
    if (given.error !== undefined) return;
    const said = i18n.getFixedT(null, 'conflict');
    notify({ text: () => said(`done.${chosen}`), tone: 'done' });
    answered();
    if (chosen !== 'kept' || !isSignature) return;
    leave();
    dispatch(wentTo({ screen: 'case', caseId: item.caseId, tab: 'decide' }));
  };
  const isChoice = conflict.keep.can || conflict.leave.can;
  return (
    <>
      {error !== undefined && <ErrorNote error={error} />}
      <ConflictHint conflict={conflict} isSignature={isSignature} />
      {reason !== null && (
        <label className="field conflict-handing">
          {t('conflict:leaveReason')}
          <input
            value={reason}
            maxLength={500}
            autoFocus
            data-testid="conflict-leave-reason"
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      )}
      <div className="layer-steps">
        <Button onClick={leave}>{t('conflict:later')}</Button>
        {!isChoice && (
          <Button
            appearance="primary"
            disabledFocusable={isLoading}
            data-testid="conflict-read"
            onClick={() => void give('read')}
          >
            {t('conflict:read')}
          </Button>
        )}
        {isChoice && (
          <Button disabledFocusable={isLoading} data-testid="conflict-theirs" onClick={() => void give('theirs')}>
            {t('conflict:theirs')}
          </Button>
        )}
        {conflict.leave.can && (
          <Button
            disabledFocusable={isLoading}
            data-testid="conflict-leave"
            onClick={() => (reason === null ? setReason('') : void give('left'))}
          >
            {reason === null ? t('conflict:leave') : t('conflict:leaveGo')}
          </Button>
        )}
        {conflict.keep.can && (
          <Button
            appearance="primary"
            disabledFocusable={isLoading}
            data-testid="conflict-keep"
            onClick={() => void give('kept')}
          >
            {isSignature ? t('conflict:keepSignature') : t('conflict:keep')}
          </Button>
        )}
      </div>
    </>
  );
}

function ConflictHint({ conflict, isSignature }: { readonly conflict: Conflict; readonly isSignature: boolean }) {
  const { t } = useTranslation(['conflict', 'refusals']);
  const { refusal, keep, leave } = conflict;
  const barrier = keep.refusal ?? leave.refusal;
  const hint = (): string => {
    if (refusal === 'stale-epoch') return t('conflict:hint.kept');
    if (keep.can) return t(isSignature ? 'conflict:hint.signature' : 'conflict:hint.keep');
    if (barrier === null) return t('conflict:hint.notHere');
    return t('conflict:hint.barred', { why: t(`refusals:${barrier}.why`) });
  };
  return (
    <p className="form-note conflict-hint" data-testid="conflict-hint">
      {hint()}
    </p>
  );
}
