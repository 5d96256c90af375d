import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '#shared/contract/outbox.ts';
import { useReceiptProofQuery } from '../../state/outbox-endpoints.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { useNotices } from '../../ui/feedback/notices.tsx';
import { useFormat } from '../../ui/format/use-format.ts';
import { useSurroundings } from '../../ui/shell-context.tsx';

export interface OutboxProofProps {
  readonly item: OutboxItem;
  /** The receipt's. */
  readonly number: string;
}

/** That the act stands in central's log: where, under which signed head, and whether it was checked here. */
export function OutboxProof({ item, number }: OutboxProofProps) {
  const { t } = useTranslation('outbox');
  const format = useFormat();
  const { notify } = useNotices();
  const { shell } = useSurroundings();
  const [failure, setFailure] = useState<'disk-full' | 'disk-failed' | null>(null);
  const { data } = useReceiptProofQuery({ n: item.n, earlier: item.earlier });
  if (data === undefined) return null;
  const { proof } = data;
  const save = async (number: string, text: string): Promise<void> => {
    const saved = await shell.saveReceipt(number, text);
    setFailure(saved.outcome === 'failed' ? saved.code : null);
    if (saved.outcome === 'saved') notify({ text: t('proof.saved', { file: saved.file }), tone: 'plain' });
  };
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
            <div className="outbox-steps">
              <Button size="small" data-testid="receipt-save" onClick={() => void save(number, proof.exported ?? '')}>
                {t('proof.save')}
              </Button>
              <Button size="small" data-testid="receipt-export" onClick={() => void copy(proof.exported ?? '')}>
                {t('proof.export')}
              </Button>
            </div>
          )}
          {failure !== null && <ErrorNote error={{ code: failure, details: {} }} />}
        </>
      )}
    </div>
  );
}
