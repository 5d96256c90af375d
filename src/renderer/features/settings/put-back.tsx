import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Backup } from '#shared/contract/backup.ts';
import { usePutBackupMutation } from '../../state/backup-endpoints.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { Waiting } from '../../ui/feedback/waiting.tsx';
import { useFormat } from '../../ui/format/use-format.ts';
import { Layer } from '../../ui/layer.tsx';

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
    <Layer label={t('settings:backup.putBackOf', { when })} close={close} size="small" testId="put-back">
      <h2 className="layer-title">{t('settings:backup.putBackOf', { when })}</h2>
      <div className="layer-body">
        <p className="put-back-text">{t('settings:backup.putBackText')}</p>
        {putting.error !== undefined && <ErrorNote error={putting.error} />}
        {putting.isLoading && <Waiting label={t('settings:backup.putting')} />}
      </div>
      <div className="layer-steps">
        <Button onClick={close}>{t('settings:backup.cancel')}</Button>
        <Button
          appearance="primary"
          data-testid="put-back-go"
          disabledFocusable={putting.isLoading}
          onClick={() => void go()}
        >
          {t('settings:backup.putBack')}
        </Button>
      </div>
    </Layer>
  );
}
