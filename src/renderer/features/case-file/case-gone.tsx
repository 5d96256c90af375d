import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Actor } from '#shared/model/actor.ts';
import { wentBack, wentTo } from '../../state/route-slice.ts';
import { useAppDispatch } from '../../state/store.ts';
import { useTypedQuery } from '../../state/typed-endpoints.ts';
import { asPlainError, ErrorNote } from '../../ui/feedback/error-note.tsx';
import { useActions } from '../../ui/keys/actions.tsx';
import { ConflictBanner } from './banners/conflict-banner.tsx';
import { KeptWords } from './banners/kept-words.tsx';
import { wordsTyped } from './words-typed.ts';

export interface CaseGoneProps {
  readonly caseId: string;
  readonly actor: Actor;
  readonly error: unknown;
  readonly again: () => void;
}

/** Why a case left the device, as central's feed says it. */
const leftReasons = ['reassigned', 'transferred', 'taken-by-other', 'closed', 'access-changed'] as const;

/** A case that cannot be shown, or has left the device while it was open: why, and every word that was typed on it. */
export function CaseGone({ caseId, actor, error, again }: CaseGoneProps) {
  const { t } = useTranslation('case');
  const dispatch = useAppDispatch();
  const { currentData: typed } = useTypedQuery({ caseId, officerId: actor.officerId });
  const words = wordsTyped(typed ?? {});
  const left = leftReasons.find((reason) => reason === asPlainError(error).details['reason']);
  useActions('screen', [
    { id: 'case-back', label: t('keys.back'), keys: ['Escape'], run: () => void dispatch(wentBack()) },
  ]);
  const ways = (
    <>
      <Button size="small" onClick={() => void dispatch(wentTo({ screen: 'outbox' }))}>
        {t('toOutbox')}
      </Button>
      <Button size="small" data-testid="case-back" onClick={() => void dispatch(wentBack())}>
        {t('back')}
      </Button>
    </>
  );
  return (
    <div className="case-failed" data-testid="case-gone">
      {left === undefined ? (
        <ErrorNote error={error}>
          <Button size="small" onClick={again}>
            {t('again')}
          </Button>
          {ways}
        </ErrorNote>
      ) : (
        // Where it is known who has the case now, a connection would not bring it back.
        <>
          <p className="case-left">{t(`left.${left}`)}</p>
          <div className="case-left-steps">{ways}</div>
        </>
      )}
      <ConflictBanner caseId={caseId} />
      <KeptWords words={words} />
    </div>
  );
}
