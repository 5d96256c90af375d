import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useLogEvidenceQuery } from '../../state/outbox-endpoints.ts';
import { useNotices } from '../../ui/feedback/notices.tsx';

/** Shown once central's log has contradicted itself: what it vouched for, twice, for whoever looks into it. */
export function OutboxEvidence() {
  const { t } = useTranslation('outbox');
  const { notify } = useNotices();
  const { data } = useLogEvidenceQuery({}, { refetchOnMountOrArgChange: true });
  const evidence = data?.exported ?? null;
  if (evidence === null) return null;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(evidence);
    notify({ text: t('evidence.copied'), tone: 'plain' });
  };
  return (
    <div className="outbox-evidence" role="note" data-testid="log-evidence">
      <p>{t('evidence.text')}</p>
      <Button size="small" onClick={() => void copy()}>
        {t('evidence.copy')}
      </Button>
    </div>
  );
}
