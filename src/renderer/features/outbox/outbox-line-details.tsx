import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '#shared/contract/outbox.ts';
import { OutboxAct } from './outbox-act.tsx';
import { OutboxDelivery } from './outbox-delivery.tsx';
import { OutboxProof } from './outbox-proof.tsx';
import { OutboxReceipt } from './outbox-receipt.tsx';
import { OutboxRefusal } from './outbox-refusal.tsx';
import '../../ui/panel.css';

export interface OutboxLineDetailsProps {
  readonly id: string;
  readonly item: OutboxItem;
  /** The act in one sentence: the name of the region. */
  readonly words: string;
}

/** Everything that is known of an act: the act itself, its way to central, central's receipt, and what stands against it, each its own part. */
export function OutboxLineDetails({ id, item, words }: OutboxLineDetailsProps) {
  const { t } = useTranslation('outbox');
  return (
    <section id={id} className="outbox-details" aria-label={t('details.label', { act: words })}>
      <OutboxAct item={item} />
      {item.receipt === null && <OutboxDelivery item={item} />}
      {item.receipt !== null && <OutboxReceipt receipt={item.receipt} />}
      {item.receipt !== null && <OutboxProof item={item} number={item.receipt.number} />}
      {item.refusal !== null && <OutboxRefusal item={item} refusal={item.refusal} />}
    </section>
  );
}
