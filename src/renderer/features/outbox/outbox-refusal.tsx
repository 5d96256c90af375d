import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '#shared/contract/outbox.ts';

export interface OutboxRefusalProps {
  readonly item: OutboxItem;
  readonly refusal: NonNullable<OutboxItem['refusal']>;
}

/** What stands against an act, and what can be done: said by central, or foreseen on this device. */
export function OutboxRefusal({ item, refusal }: OutboxRefusalProps) {
  const { t } = useTranslation(['outbox', 'refusals']);
  const isForeseen = item.receipt === null;
  return (
    <div className="outbox-part">
      <h3>{isForeseen ? t('outbox:details.foreseen') : t('outbox:details.refusal')}</h3>
      <p>{t(`refusals:${refusal.code}.why`)}</p>
      <p>{t(`refusals:${refusal.code}.todo`)}</p>
    </div>
  );
}
