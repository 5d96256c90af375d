import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '#shared/contract/outbox.ts';
import { useAcknowledgeMutation } from '../../state/outbox-endpoints.ts';
import { wentTo } from '../../state/route-slice.ts';
import { useAppDispatch } from '../../state/store.ts';
import { useFormat } from '../../ui/format/use-format.ts';
import { useActWords } from './use-act-words.ts';

const signs = { waiting: '○', sending: '◐', received: '✓', refused: '✕', 'handed-over': '↷' } as const;

/** One act: what, on which case, when, and where it stands. */
export function OutboxLine({ item }: { readonly item: OutboxItem | undefined }) {
  const { t } = useTranslation(['outbox', 'refusals']);
  const dispatch = useAppDispatch();
  const format = useFormat();
  const actWords = useActWords();
  const [acknowledge] = useAcknowledgeMutation();
  if (item === undefined) return <div className="outbox-line outbox-coming" aria-busy />;
  const { receipt, refusal, state } = item;
  // Central's word alone makes it green: a state without a receipt never does.
  const shown = state === 'received' && receipt === null ? 'sending' : state;
  return (
    <div className="outbox-line" data-state={shown} data-testid="outbox-line" data-n={item.n}>
      <span className="outbox-sign" aria-hidden>
        {signs[shown]}
      </span>
      <div className="outbox-act">
        <b>{actWords(item)}</b>
        <span>
          <button
            type="button"
            className="link-button"
            aria-label={t('outbox:openCase', { number: item.caseNumber })}
            onClick={() => dispatch(wentTo({ screen: 'case', caseId: item.caseId }))}
          >
            {item.caseNumber}
          </button>
          {format.moment(item.actAt)}
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
        {refusal !== null && (
          <span>
            {t(`refusals:${refusal.code}.why`)} {t(`refusals:${refusal.code}.todo`)}
          </span>
        )}
      </div>
      {state === 'refused' && (
        <Button size="small" onClick={() => void acknowledge({ n: item.n })}>
          {t('outbox:acknowledge')}
        </Button>
      )}
    </div>
  );
}
