import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasRole } from '#shared/model/actor.ts';
import { useCaseHistoryQuery } from '../../../state/case-endpoints.ts';
import { useOpenCase } from '../../../state/open-case.tsx';
import { useFormat } from '../../../ui/format/use-format.ts';
import { wordsTyped } from '../words-typed.ts';
import { KeptWords } from './kept-words.tsx';

/**
 * Why a case is no work any more: withdrawn, closed, or decided by somebody else. What the person had typed on it is
 * kept, and shown here, because the fields it was typed in are gone.
 */
export function EndedBanner() {
  const { t } = useTranslation(['case', 'domain']);
  const { typedBefore, state, actor } = useOpenCase();
  const why = useEnding();
  const [isShown, setShown] = useState(false);
  if (why === null) return null;
  // Who can does it by a step in the head of the case.
  const mayBeReopened = state.application.statusReason === 'withdrawn' && !hasRole(actor, 'supervisor');
  const words = wordsTyped(typedBefore ?? {});
  return (
    <div className="case-banner case-ended" data-testid="case-ended">
      <div className="case-banner-line">
        <span role="status">
          {why} {mayBeReopened && t('case:banner.reopenHint')}
        </span>
        {words.length > 0 && (
          <Button size="small" aria-expanded={isShown} data-testid="show-typed" onClick={() => setShown(!isShown)}>
            {isShown ? t('case:banner.wordsHide') : t('case:banner.words')}
          </Button>
        )}
      </div>
      {isShown && <KeptWords words={words} />}
    </div>
  );
}

/** How the case ended without this person, in one sentence; null while it is theirs to work on. */
function useEnding(): string | null {
  const { t } = useTranslation(['case', 'domain']);
  const format = useFormat();
  const { state, actor, nameOf } = useOpenCase();
  const { status, statusReason } = state.application;
  const isClosed = status === 'closed';
  const { currentData } = useCaseHistoryQuery({ caseId: state.id }, { skip: !isClosed });
  const { signed } = state.decision;
  if (isClosed) {
    const withdrawal = currentData?.events.findLast((event) => event.type === 'application-withdrawn');
    if (withdrawal === undefined) return t('case:banner.closed', { reason: t(`domain:statusReason.${statusReason}`) });
    const { requestedOn: date, requestedBy, remark } = withdrawal.payload;
    const recorded = { date, name: nameOf(withdrawal.by), time: format.moment(withdrawal.actAt) };
    const what = t(`case:banner.withdrawnBy.${requestedBy}`, recorded);
    return remark === '' ? what : `${what} ${t('case:banner.withdrawnRemark', { remark })}`;
  }
  if (signed === null || signed.by === actor.officerId) return null;
  return t('case:banner.decidedByOther', { name: nameOf(signed.by), time: format.moment(signed.at) });
}
