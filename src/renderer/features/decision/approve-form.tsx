import { useTranslation } from 'react-i18next';
import { addMonths, earlier } from '#shared/model/dates/calendar.ts';
import { validityEnd } from '#shared/model/dates/validity.ts';
import type { ApprovalDraft } from '#shared/model/decision.ts';
import type { Condition, Validity } from '#shared/model/programs/program.ts';
import { useOpenCase } from '../../state/open-case.tsx';
import { useLanguage } from '../../ui/format/use-format.ts';
import { DraftDay } from './draft-day.tsx';

export interface ApproveFormProps {
  readonly draft: ApprovalDraft;
  readonly change: (draft: ApprovalDraft) => void;
}

/** What an approval grants: period, entries, conditions. */
export function ApproveForm({ draft, change }: ApproveFormProps) {
  const { t } = useTranslation('decide');
  const { program } = useOpenCase();
  return (
    <div className="decide-form">
      {program.validity !== null && <ValidityFields draft={draft} change={change} validity={program.validity} />}
      {program.conditions.length > 0 && (
        <ConditionFields draft={draft} change={change} conditions={program.conditions} />
      )}
      <label className="desk-field">
        <span>{t('approve.remark')}</span>
        <textarea
          rows={2}
          maxLength={8000}
          value={draft.remark}
          data-field="remark"
          onChange={(event) => change({ ...draft, remark: event.target.value })}
        />
      </label>
    </div>
  );
}

function ValidityFields({ draft, change, validity }: ApproveFormProps & { readonly validity: Validity }) {
  const { t } = useTranslation('decide');
  const language = useLanguage();
  const { state, today } = useOpenCase();
  const { validFrom, validUntil } = draft;
  const expires = state.applicants[0]?.passport?.expires ?? null;
  const from = validFrom ?? today;
  const longest = addMonths(from, validity.maximumMonths);
  const limit = validity.endsWithPassport && expires !== null ? earlier(longest, expires) : longest;
  const periods = [...new Set([6, 12, 24, validity.defaultMonths, validity.maximumMonths])]
    .filter((months) => months <= validity.maximumMonths)
    .toSorted((one, other) => one - other);
  return (
    <fieldset className="desk-group">
      <legend>{validity.title[language]}</legend>
      <div className="desk-row">
        <DraftDay
          label={t('approve.from')}
          field="validFrom"
          value={validFrom}
          onChange={(day) => change({ ...draft, validFrom: day })}
        />
        <DraftDay
          label={t('approve.until')}
          field="validUntil"
          value={validUntil}
          min={from}
          max={limit}
          testId="valid-until"
          onChange={(day) => change({ ...draft, validUntil: day })}
        />
      </div>
      <div className="desk-row">
        {periods.map((months) => (
          <button
            key={months}
            type="button"
            className="step-chip"
            onClick={() => {
              const end = validityEnd(validity, from, months, expires);
              change({ ...draft, validFrom: from, validUntil: end?.until ?? null });
            }}
          >
            {months % 12 === 0 ? t('approve.years', { count: months / 12 }) : t('approve.months', { count: months })}
          </button>
        ))}
      </div>
      <p className="desk-hint">
        {t('approve.longest', { date: longest })}{' '}
        {validity.endsWithPassport &&
          (expires === null ? t('approve.noPassport') : t('approve.passport', { date: expires }))}
      </p>
      <div className="desk-row" role="radiogroup" aria-label={t('approve.entries')}>
        <span className="desk-label">{t('approve.entries')}</span>
        {validity.entries.map((entries) => (
          <label key={entries} className="desk-choice">
            <input
              type="radio"
              name="entries"
              checked={draft.entries === entries}
              onChange={() => change({ ...draft, entries })}
            />
            {t(`approve.${entries}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function ConditionFields({
  draft,
  change,
  conditions,
}: ApproveFormProps & { readonly conditions: readonly Condition[] }) {
  const { t } = useTranslation('decide');
  const language = useLanguage();
  const always = conditions.filter((each) => each.imposed === 'always');
  const chosen = conditions.filter((each) => each.imposed === 'by-officer');
  return (
    <fieldset className="desk-group">
      <legend>{t('approve.conditions')}</legend>
      {always.length > 0 && (
        <>
          <p className="desk-hint">{t('approve.byLaw')}</p>
          <ul className="decide-texts">
            {always.map((each) => (
              <li key={each.id}>{each.text[language]}</li>
            ))}
          </ul>
        </>
      )}
      {chosen.length > 0 && <p className="desk-hint">{t('approve.byOfficer')}</p>}
      {chosen.map((each) => (
        <label key={each.id} className="desk-choice">
          <input
            type="checkbox"
            checked={draft.conditionIds.includes(each.id)}
            onChange={(event) => {
              const rest = draft.conditionIds.filter((id) => id !== each.id);
              change({ ...draft, conditionIds: event.target.checked ? [...rest, each.id] : rest });
            }}
          />
          <span>{each.text[language]}</span>
        </label>
      ))}
    </fieldset>
  );
}
