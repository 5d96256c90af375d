import { Button } from '@fluentui/react-components';
import { ChevronDownRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '#shared/contract/outbox.ts';
import { conflictShown } from '../../state/conflict-slice.ts';
import { wentTo } from '../../state/route-slice.ts';
import { useAppDispatch } from '../../state/store.ts';
import { useErrorText } from '../../ui/feedback/error-note.tsx';
import { useFormat } from '../../ui/format/use-format.ts';
import { OutboxLineDetails } from './outbox-line-details.tsx';
import { shownState } from './shown-state.ts';
import { useActWords } from './use-act-words.ts';

const signs = {
  waiting: '○',
  sending: '◐',
  'will-not-hold': '!',
  received: '✓',
  refused: '✕',
  'handed-over': '↷',
} as const;

/** Numbers begin anew with each registration of the device. */
export function keyOf({ n, earlier }: Pick<OutboxItem, 'n' | 'earlier'>): string {
  return earlier === null ? String(n) : `earlier-${earlier}`;
}

export interface OutboxLineProps {
  readonly item: OutboxItem | undefined;
  readonly isOpen: boolean;
  readonly toggle: (key: string) => void;
  /** Several people share the device: the line says whose it is. */
  readonly isShared: boolean;
}

/** One act: what, on which case, when, and where it stands; opened, everything that is known of it. */
export function OutboxLine({ item, isOpen, toggle, isShared }: OutboxLineProps) {
  const { t } = useTranslation(['outbox', 'refusals']);
  const dispatch = useAppDispatch();
  const format = useFormat();
  const actWords = useActWords();
  const errorText = useErrorText();
  if (item === undefined) return <div className="outbox-line outbox-coming" aria-busy />;
  const { n, receipt, refusal, failedTries, answer, isConflict } = item;
  const shown = shownState(item);
  const words = actWords(item);
  const detailsId = `outbox-details-${keyOf(item)}`;
  return (
    <div className="outbox-item" data-state={shown} data-testid="outbox-line" data-n={n}>
      <div className="outbox-line">
        <button
          type="button"
          className="outbox-toggle"
          aria-expanded={isOpen}
          aria-controls={isOpen ? detailsId : undefined}
          aria-label={t('outbox:details.toggle', { n, act: words })}
          data-testid="outbox-toggle"
          onClick={() => toggle(keyOf(item))}
        >
          {isOpen ? <ChevronDownRegular aria-hidden /> : <ChevronRightRegular aria-hidden />}
        </button>
        <span className="outbox-sign" aria-hidden>
          {signs[shown]}
        </span>
        <div className="outbox-act">
          <b>{words}</b>
          <span>
            {item.caseNumber !== '' && (
              <button
                type="button"
                className="link-button"
                aria-label={t('outbox:openCase', { number: item.caseNumber })}
                onClick={() => dispatch(wentTo({ screen: 'case', caseId: item.caseId }))}
              >
                {item.caseNumber}
              </button>
            )}
            {format.moment(item.actAt)}
            {item.earlier !== null && <em data-testid="outbox-earlier"> {t('outbox:earlier')}</em>}
            {isShared && ` ${t('outbox:by', { name: item.actor.name })}`}
          </span>
        </div>
        <div className="outbox-state">
          <b data-testid="outbox-state">{t(`outbox:state.${shown}`)}</b>
          {receipt !== null && (
            <span data-testid="receipt">
              {t('outbox:receipt', { number: receipt.number })},{' '}
              {t('outbox:receivedAt', { time: format.moment(receipt.receivedAt) })}
            </span>
          )}
          {receipt === null && failedTries !== null && refusal === null && (
            <span data-testid="failed-tries">
              {t('outbox:details.failedTries', { count: failedTries.count, time: format.recent(failedTries.at) })}{' '}
              {errorText({ code: failedTries.code })}
            </span>
          )}
          {refusal !== null && (
            <span>
              {t(`refusals:${refusal.code}.why`)} {t(`refusals:${refusal.code}.todo`)}
            </span>
          )}
          {answer !== null && (
            <span data-testid="outbox-answer">{t('outbox:answered', { answer: t(`outbox:answer.${answer}`) })}</span>
          )}
        </div>
        {isConflict && (
          <Button size="small" data-testid="outbox-compare" onClick={() => void dispatch(conflictShown(n))}>
            {t('outbox:compare')}
          </Button>
        )}
      </div>
      {isOpen && <OutboxLineDetails id={detailsId} item={item} words={words} />}
    </div>
  );
}
