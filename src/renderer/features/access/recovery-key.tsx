import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotices } from '../../ui/feedback/notices.tsx';

export interface RecoveryKeyProps {
  readonly recoveryKey: string;
  readonly done: () => void;
}

/** The recovery key, once. */
export function RecoveryKey({ recoveryKey, done }: RecoveryKeyProps) {
  const { t } = useTranslation('access');
  const { notify } = useNotices();
  const [isWritten, setWritten] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(recoveryKey);
    notify({ text: t('recovery.copied'), tone: 'plain' });
  };
  return (
    <form
      className="access-card access-recovery"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWritten) done();
      }}
    >
      <h1>{t('recovery.title')}</h1>
      <p>{t('recovery.text')}</p>
      <output className="recovery-key" aria-label={t('recovery.label')} data-testid="recovery-key">
        {recoveryKey}
      </output>
      <div className="access-steps access-no-print">
        <Button onClick={() => void copy()}>{t('recovery.copy')}</Button>
        <Button onClick={() => window.print()}>{t('recovery.print')}</Button>
      </div>
      <label className="access-check access-no-print">
        <input
          type="checkbox"
          checked={isWritten}
          data-testid="recovery-written"
          onChange={(event) => setWritten(event.target.checked)}
        />
        {t('recovery.written')}
      </label>
      <div className="access-steps access-no-print">
        <Button type="submit" appearance="primary" disabledFocusable={!isWritten} data-testid="recovery-go">
          {t('recovery.go')}
        </Button>
      </div>
    </form>
  );
}
