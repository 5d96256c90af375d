import { useTranslation } from 'react-i18next';
import type { AssessmentType } from '#shared/model/assessment.ts';
import { isFavourable } from '#shared/model/assessment.ts';
import type { AssessmentRecord } from '#shared/model/case-state.ts';
import { dayOf } from '#shared/model/dates/calendar.ts';
import { formAge } from '#shared/model/dates/form-age.ts';
import { useOpenCase } from '../../../state/open-case.tsx';
import type { DateWords } from './use-date-words.ts';
import { useDateWords } from './use-date-words.ts';

/** What the dates on the file say about an assessment: computed, beside it, never in place of it. */
export function ComputedDates({
  type,
  record,
}: {
  readonly type: AssessmentType;
  readonly record: AssessmentRecord | undefined;
}) {
  const found = useComputed(type, record);
  if (found.length === 0) return null;
  return (
    <span className="assessment-dates">
      {found.map(({ text, isConcern }) => (
        <span key={text} data-concern={isConcern}>
          {isConcern && <span aria-hidden>! </span>}
          {text}
        </span>
      ))}
    </span>
  );
}

function useComputed(type: AssessmentType, record: AssessmentRecord | undefined): readonly DateWords[] {
  const { t } = useTranslation('case');
  const { state, today } = useOpenCase();
  const rules = useDateWords();
  const people = state.applicants.filter((person, index) => index === 0 || person.accompanying);
  const named = (words: DateWords, givenNames: string): DateWords =>
    people.length === 1 ? words : { ...words, text: t('dates.of', { name: givenNames, text: words.text }) };
  const principal = people[0];
  switch (type) {
    case 'biometrics':
      return people.map((person) => named(rules.biometrics(person), person.givenNames));
    case 'medical':
      return people.map((person) => named(rules.medical(person), person.givenNames));
    case 'criminality':
    case 'security':
      return record !== undefined && isFavourable(record.status) ? [rules.clearance(type, record)] : [];
    case 'eligibility': {
      const expires = principal?.passport?.expires ?? null;
      if (expires === null) return [{ text: t('dates.noPassport'), isConcern: true }];
      const isExpired = expires < today;
      return [
        { text: t(isExpired ? 'dates.passportExpired' : 'dates.passport', { date: expires }), isConcern: isExpired },
      ];
    }
    case 'completeness':
      return state.documents
        .filter((document) => document.type === 'application-form' && document.dated !== null)
        .slice(0, 1)
        .flatMap(({ dated }) => {
          if (dated === null) return [];
          const { ageDays, tooOld, signedLater } = formAge(dated, dayOf(state.application.receivedAt));
          if (signedLater) return [{ text: t('dates.formLater'), isConcern: true }];
          return [{ text: t(tooOld ? 'dates.formOld' : 'dates.form', { count: ageDays }), isConcern: tooOld }];
        });
    default:
      return [];
  }
}
