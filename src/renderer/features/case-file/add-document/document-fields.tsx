import { useTranslation } from 'react-i18next';
import { addedOrigin, type DocumentType } from '#shared/model/document.ts';
import { useOpenCase } from '../../../state/open-case.tsx';
import { DayInput } from '../../../ui/day-input.tsx';
import { type DocumentForm, type Origin, useDocumentTypes } from './use-document-form.ts';

interface DocumentFieldsProps {
  readonly form: DocumentForm;
}

/** Which kind, what it is called, whose it is, how it came. */
export function DocumentFields({ form }: DocumentFieldsProps) {
  const { t } = useTranslation(['case', 'domain']);
  const { state, today } = useOpenCase();
  const types = useDocumentTypes();
  const { change } = form;
  return (
    <>
      <label className="field">
        {t('case:add.type')}
        <select
          value={form.type}
          data-testid="add-type"
          onChange={({ target }) => change({ type: target.value as DocumentType })}
        >
          {types.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('case:add.name')}
        <input
          required
          maxLength={200}
          value={form.title}
          data-testid="add-title"
          onChange={({ target }) => change({ title: target.value })}
        />
      </label>
      {state.applicants.length > 1 && (
        <label className="field">
          {t('case:add.person')}
          <select value={form.applicantId} onChange={({ target }) => change({ applicantId: target.value })}>
            {state.applicants.map((person) => (
              <option key={person.id} value={person.id}>
                {[person.familyName, person.givenNames].filter((part) => part !== '').join(', ')}
              </option>
            ))}
            <option value="">{t('case:add.everybody')}</option>
          </select>
        </label>
      )}
      <label className="field">
        {t('case:add.origin')}
        <select value={form.origin} onChange={({ target }) => change({ origin: target.value as Origin })}>
          {addedOrigin.options.map((each) => (
            <option key={each} value={each}>
              {t(`domain:documentOrigin.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('case:add.dated')}
        <DayInput
          value={form.dated}
          max={today}
          required={false}
          testId="add-dated"
          onChange={(dated) => change({ dated })}
        />
      </label>
    </>
  );
}
