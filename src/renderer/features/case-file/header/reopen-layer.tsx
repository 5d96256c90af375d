import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaseAct } from '../../../state/open-case.tsx';
import { ErrorNote } from '../../../ui/feedback/error-note.tsx';
import { useNotices } from '../../../ui/feedback/notices.tsx';
import { Layer } from '../../../ui/layer.tsx';

/** A supervisor takes a withdrawal back, with the reason that stands in the history. */
export function ReopenLayer({ close }: { readonly close: () => void }) {
  const { t } = useTranslation('case');
  const { notify } = useNotices();
  const { perform, error, isBusy } = useCaseAct();
  const [reason, setReason] = useState('');
  const isFit = reason.trim() !== '';
  const reopen = async (): Promise<void> => {
    if (!isFit || !(await perform('application.reopen', { reason: reason.trim() }))) return;
    notify({ text: t('reopen.done'), tone: 'done' });
    close();
  };
  return (
    <Layer label={t('reopen.title')} close={close} size="small" testId="reopen-layer">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void reopen();
        }}
      >
        <h2 className="layer-title">{t('reopen.title')}</h2>
        <div className="layer-body">
          <p className="form-note">{t('reopen.intro')}</p>
          <label className="desk-field">
            <span>{t('reopen.reason')}</span>
            <input
              value={reason}
              maxLength={500}
              required
              autoFocus
              data-testid="reopen-reason"
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
          {error !== null && <ErrorNote error={error} />}
        </div>
        <div className="layer-steps">
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="submit" appearance="primary" disabled={!isFit || isBusy} data-testid="reopen-go">
            {t('reopen.go')}
          </Button>
        </div>
      </form>
    </Layer>
  );
}
