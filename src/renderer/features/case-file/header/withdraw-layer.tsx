import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day, DocumentId } from '#shared/model/ids.ts';
import { day } from '#shared/model/ids.ts';
import { useCaseAct, useOpenCase } from '../../../state/open-case.tsx';
import { DayInput } from '../../../ui/day-input.tsx';
import { useNotices } from '../../../ui/feedback/notices.tsx';
import { useLanguage } from '../../../ui/format/use-format.ts';
import { LayerForm } from '../../../ui/layer-form.tsx';

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
  const record = async (): Promise<void> => {
    const request = documentId === '' ? null : (documentId as DocumentId);
    const payload = { requestedOn: requestedOn as Day, requestedBy, documentId: request, remark: remark.trim() };
    if (!(await perform('application.withdraw', payload))) return;
    notify({ text: t('case:withdraw.done'), tone: 'done' });
    close();
  };
  return (
    <LayerForm
      title={t('case:withdraw.title')}
      cancel={t('case:cancel')}
      go={{
        label: t('case:withdraw.go'),
        testId: 'withdraw-go',
        run: record,
        isFit: day.safeParse(requestedOn).success,
        isBusy,
      }}
      error={error}
      close={close}
      size="small"
      testId="withdraw-layer"
    >
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
    </LayerForm>
  );
}
