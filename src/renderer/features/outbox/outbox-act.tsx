import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '#shared/contract/outbox.ts';
import { useFormat } from '../../ui/format/use-format.ts';

/** The act as this device holds it: who, its number, and both clocks. */
export function OutboxAct({ item }: { readonly item: OutboxItem }) {
  const { t } = useTranslation('outbox');
  const format = useFormat();
  const { n, actor, actAt, receipt } = item;
  return (
    <div className="outbox-part">
      <h3>{t('details.act')}</h3>
      <dl className="facts">
        <dt>{t('details.number')}</dt>
        <dd>{format.number(n)}</dd>
        <dt>{t('details.by')}</dt>
        <dd>{t('details.person', { name: actor.name, code: actor.officerId })}</dd>
        <dt>{t('details.actAt')}</dt>
        <dd>{format.moment(actAt)}</dd>
        <dt>{t('details.receivedAt')}</dt>
        <dd>{receipt === null ? t('details.notYet') : format.moment(receipt.receivedAt)}</dd>
      </dl>
    </div>
  );
}
