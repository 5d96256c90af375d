import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssessmentType } from '#shared/model/assessment.ts';
import { isFavourable } from '#shared/model/assessment.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import { dayOf } from '#shared/model/dates/calendar.ts';
import { formAge } from '#shared/model/dates/form-age.ts';
import type { Day } from '#shared/model/ids.ts';
import { useOpenCase } from '../../../state/open-case.tsx';
import type { DateRules, DateWords } from './use-date-words.ts';
import { useDateWords } from './use-date-words.ts';

export const noDates: readonly DateWords[] = [];

/** For each assessment of the program the dates that stand beside it; the same objects as long as the file is the same. */
export function useComputedDates(): ReadonlyMap<AssessmentType, readonly DateWords[]> {
  const { t } = useTranslation('case');
  const { state, program, today } = useOpenCase();
  const rules = useDateWords();
  const { applicants, assessments, application, documents } = state;
  return useMemo(() => {
    const facts = { applicants, assessments, application, documents, today, rules, t };
    return new Map(program.assessments.map(({ type }) => [type, datesOf(type, facts)]));
  }, [applicants, assessments, application, documents, program, today, rules, t]);
}

type Facts = Pick<CaseState, 'applicants' | 'assessments' | 'application' | 'documents'> & {
  readonly today: Day;
  readonly rules: DateRules;
  readonly t: TFunction<'case'>;
};

function datesOf(type: AssessmentType, facts: Facts): readonly DateWords[] {
  const { t, today, rules } = facts;
  const record = facts.assessments[type];
  const people = facts.applicants.filter((person, index) => index === 0 || person.accompanying);
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
      return record !== undefined && isFavourable(record.status) ? [rules.clearance(type, record)] : noDates;
    case 'eligibility': {
      const expires = principal?.passport?.expires ?? null;
      if (expires === null) return [{ text: t('dates.noPassport'), isConcern: true }];
      const isExpired = expires < today;
      return [
        { text: t(isExpired ? 'dates.passportExpired' : 'dates.passport', { date: expires }), isConcern: isExpired },
      ];
    }
    case 'completeness':
      return facts.documents
        .filter((document) => document.type === 'application-form' && document.dated !== null)
        .slice(0, 1)
        .flatMap(({ dated }) => {
          if (dated === null) return [];
          const { ageDays, tooOld, signedLater } = formAge(dated, dayOf(facts.application.receivedAt));
          if (signedLater) return [{ text: t('dates.formLater'), isConcern: true }];
          return [{ text: t(tooOld ? 'dates.formOld' : 'dates.form', { count: ageDays }), isConcern: tooOld }];
        });
    default:
      return noDates;
  }
}
