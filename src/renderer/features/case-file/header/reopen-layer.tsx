import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaseAct } from '../../../state/open-case.tsx';
import { useNotices } from '../../../ui/feedback/notices.tsx';
import { LayerForm } from '../../../ui/layer-form.tsx';

/** A supervisor takes a withdrawal back, with the reason that stands in the history. */
export function ReopenLayer({ close }: { readonly close: () => void }) {
  const { t } = useTranslation('case');
  const { notify } = useNotices();
  const { perform, error, isBusy } = useCaseAct();
  const [reason, setReason] = useState('');
  const reopen = async (): Promise<void> => {
    if (!(await perform('application.reopen', { reason: reason.trim() }))) return;
    notify({ text: t('reopen.done'), tone: 'done' });
    close();
  };
  return (
    <LayerForm
      title={t('reopen.title')}
      cancel={t('cancel')}
      go={{ label: t('reopen.go'), testId: 'reopen-go', run: reopen, isFit: reason.trim() !== '', isBusy }}
      error={error}
      close={close}
      size="small"
      testId="reopen-layer"
    >
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
    </LayerForm>
  );
}
