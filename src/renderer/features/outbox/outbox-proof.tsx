import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useReceiptProofQuery } from '../../state/outbox-endpoints.ts';
import { useNotices } from '../../ui/feedback/notices.tsx';
import { useFormat } from '../../ui/format/use-format.ts';

/** That the act stands in central's log: where, under which signed head, and whether it was checked here. */
export function OutboxProof({ n }: { readonly n: number }) {
  const { t } = useTranslation('outbox');
  const format = useFormat();
  const { notify } = useNotices();
  const { data } = useReceiptProofQuery({ n });
  if (data === undefined) return null;
  const { proof } = data;
  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard.writeText(text);
    notify({ text: t('proof.copied'), tone: 'plain' });
  };
  return (
    <div className="outbox-part outbox-proof" data-testid="receipt-proof">
      <h3>{t('proof.title')}</h3>
      {proof === null ? (
        <p>{t('proof.none')}</p>
      ) : (
        <>
          <p className={proof.holds ? 'outbox-proof-holds' : 'outbox-proof-fails'} data-testid="receipt-checked">
            <span aria-hidden>{proof.holds ? '✓' : '✕'}</span> {proof.holds ? t('proof.holds') : t('proof.fails')}
          </p>
          <dl className="facts">
            <dt>{t('proof.entry')}</dt>
            <dd>
              {t('proof.place', {
                entry: format.number(proof.entry),
                size: format.number(proof.size),
                stream: proof.stream,
              })}
            </dd>
            <dt>{t('proof.signedAt')}</dt>
            <dd>{format.moment(proof.signedAt)}</dd>
            <dt>{t('proof.leaf')}</dt>
            <dd>
              <code className="outbox-hash">{proof.leaf}</code>
            </dd>
            <dt>{t('proof.root')}</dt>
            <dd>
              <code className="outbox-hash">{proof.root}</code>
            </dd>
          </dl>
          {proof.exported !== null && (
            <Button size="small" data-testid="receipt-export" onClick={() => void copy(proof.exported ?? '')}>
              {t('proof.export')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
