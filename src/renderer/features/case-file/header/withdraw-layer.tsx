import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day, DocumentId } from '#shared/model/ids.ts';
import { day } from '#shared/model/ids.ts';
import { useCaseAct, useOpenCase } from '../../../state/open-case.tsx';
import { DayInput } from '../../../ui/day-input.tsx';
import { ErrorNote } from '../../../ui/feedback/error-note.tsx';
import { useNotices } from '../../../ui/feedback/notices.tsx';
import { useLanguage } from '../../../ui/format/use-format.ts';
import { Layer } from '../../../ui/layer.tsx';

/** The applicant's own request to stop: its day, who made it, where it stands on the file. It closes the case. */
export function WithdrawLayer({ close }: { readonly close: () => void }) {
  const { t } = useTranslation(['case', 'domain']);
  const language = useLanguage();
  const { notify } = useNotices();
  const { state, today } = useOpenCase();
  const { perform, error, isBusy } = useCaseAct();
  const [requestedOn, setRequestedOn] = useState<string>(today);
  const [requestedBy, setRequestedBy] = useState<'applicant' | 'representative'>('applicant');
  const [documentId, setDocumentId] = useState('');
  const [remark, setRemark] = useState('');
  const isFit = day.safeParse(requestedOn).success;
  const record = async (): Promise<void> => {
    const request = documentId === '' ? null : (documentId as DocumentId);
    const payload = { requestedOn: requestedOn as Day, requestedBy, documentId: request, remark: remark.trim() };
    if (!isFit || !(await perform('application.withdraw', payload))) return;
    notify({ text: t('case:withdraw.done'), tone: 'done' });
    close();
  };
  return (
    <Layer label={t('case:withdraw.title')} close={close} size="small" testId="withdraw-layer">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void record();
        }}
      >
        <h2 className="layer-title">{t('case:withdraw.title')}</h2>
        <div className="layer-body">
          <p className="form-note">{t('case:withdraw.intro')}</p>
          <label className="desk-field">
            <span>{t('case:withdraw.requestedOn')}</span>
            <DayInput value={requestedOn} testId="withdraw-on" onChange={setRequestedOn} />
          </label>
          <label className="desk-field">
            <span>{t('case:withdraw.requestedBy')}</span>
            <select
              value={requestedBy}
              onChange={(event) => setRequestedBy(event.target.value as 'applicant' | 'representative')}
            >
              <option value="applicant">{t('domain:requestedBy.applicant')}</option>
              <option value="representative">{t('domain:requestedBy.representative')}</option>
            </select>
          </label>
          <label className="desk-field">
            <span>{t('case:withdraw.document')}</span>
            <select value={documentId} onChange={(event) => setDocumentId(event.target.value)}>
              <option value="">{t('case:withdraw.noDocument')}</option>
              {state.documents.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.title[language]}
                </option>
              ))}
            </select>
          </label>
          <label className="desk-field">
            <span>{t('case:withdraw.remark')}</span>
            <input value={remark} maxLength={500} onChange={(event) => setRemark(event.target.value)} />
          </label>
          {error !== null && <ErrorNote error={error} />}
        </div>
        <div className="layer-steps">
          <Button onClick={close}>{t('case:cancel')}</Button>
          <Button type="submit" appearance="primary" disabled={!isFit || isBusy} data-testid="withdraw-go">
            {t('case:withdraw.go')}
          </Button>
        </div>
      </form>
    </Layer>
  );
}
