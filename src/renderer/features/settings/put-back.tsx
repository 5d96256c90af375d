import { useTranslation } from 'react-i18next';
import type { Backup } from '#shared/contract/backup.ts';
import { usePutBackupMutation } from '../../state/backup-endpoints.ts';
import { Waiting } from '../../ui/feedback/waiting.tsx';
import { useFormat } from '../../ui/format/use-format.ts';
import { LayerForm } from '../../ui/layer-form.tsx';

export interface PutBackProps {
  readonly backup: Backup;
  readonly close: () => void;
}

/** Says what putting a backup back does before it is done. */
export function PutBack({ backup, close }: PutBackProps) {
  const { t } = useTranslation(['settings', 'frame']);
  const format = useFormat();
  const [putBack, putting] = usePutBackupMutation();
  const when = format.moment(backup.madeAt);
  const go = async (): Promise<void> => {
    const { error } = await putBack({ id: backup.id });
    if (error === undefined) close();
  };
  return (
    <LayerForm
      title={t('settings:backup.putBackOf', { when })}
      cancel={t('settings:backup.cancel')}
      go={{ label: t('settings:backup.putBack'), testId: 'put-back-go', run: go, isBusy: putting.isLoading }}
      error={putting.error}
      close={close}
      size="small"
      testId="put-back"
    >
      <p className="put-back-text">{t('settings:backup.putBackText')}</p>
      {putting.isLoading && <Waiting label={t('settings:backup.putting')} />}
    </LayerForm>
  );
}
