import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '#shared/contract/outbox.ts';
import { useFormat } from '../../ui/format/use-format.ts';

/** Central's receipt: what it is called and where in the office's feed the act stands. */
export function OutboxReceipt({ receipt }: { readonly receipt: NonNullable<OutboxItem['receipt']> }) {
  const { t } = useTranslation('outbox');
  const format = useFormat();
  return (
    <div className="outbox-part">
      <h3>{t('details.receipt')}</h3>
      <dl className="facts">
        <dt>{t('details.receiptNumber')}</dt>
        <dd>{receipt.number}</dd>
        <dt>{t('details.feedPosition')}</dt>
        <dd>{receipt.feedPosition === null ? t('details.none') : format.number(receipt.feedPosition)}</dd>
        {receipt.durable !== null && (
          <>
            <dt>{t('details.durable')}</dt>
            <dd data-testid="receipt-durable">{receipt.durable ? t('details.isDurable') : t('details.notDurable')}</dd>
          </>
        )}
      </dl>
    </div>
  );
}
