import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Applicant, AssessmentRecord } from '#shared/model/case-state.ts';
import { biometricsState } from '#shared/model/dates/biometrics.ts';
import { dayOf } from '#shared/model/dates/calendar.ts';
import { clearanceState } from '#shared/model/dates/clearance.ts';
import { medicalState } from '#shared/model/dates/medical.ts';
import { useOpenCase } from '../../../state/open-case.tsx';

/** A computed date in words, and whether it stands in the way. */
export interface DateWords {
  readonly text: string;
  readonly isConcern: boolean;
}

export interface DateRules {
  readonly biometrics: (person: Applicant) => DateWords;
  readonly medical: (person: Applicant) => DateWords;
  readonly clearance: (kind: 'criminality' | 'security', record: AssessmentRecord) => DateWords;
}

/** The model's date rules, said in the language of the screen. Dates only: what follows from them is the officer's. */
export function useDateWords(): DateRules {
  const { t } = useTranslation('case');
  const { state, program, today } = useOpenCase();
  const { receivedAt, applyingFrom } = state.application;
  const { line } = program;
  return useMemo(() => {
    const receivedOn = dayOf(receivedAt);
    return {
      biometrics: ({ birthDate, biometricsEnrolled }) => {
        const facts = { line, birthDate, enrolledOn: biometricsEnrolled, receivedOn, today };
        const found = biometricsState(facts);
        switch (found.state) {
          case 'exempt':
            return { text: t(`dates.biometrics.exempt.${found.because}`), isConcern: false };
          case 'valid':
            return {
              text: found.until === null ? t('dates.biometrics.enrolled') : t('dates.until', { date: found.until }),
              isConcern: false,
            };
          case 'expired':
            return { text: t('dates.expired', { date: found.since }), isConcern: true };
          case 'new-enrolment-needed':
            return { text: t('dates.biometrics.new'), isConcern: true };
          case 'not-enrolled':
            return { text: t('dates.biometrics.none'), isConcern: true };
        }
      },
      medical: ({ medicalExamined }) => {
        const found = medicalState({ examinedOn: medicalExamined, applyingFrom, today });
        switch (found.state) {
          case 'not-examined':
            return { text: t('dates.medical.none'), isConcern: false };
          case 'valid':
            return { text: t('dates.until', { date: found.until }), isConcern: false };
          case 'reusable':
            return { text: t('dates.medical.reusable', { date: found.until }), isConcern: false };
          case 'expired':
            return { text: t('dates.expired', { date: found.since }), isConcern: true };
        }
      },
      clearance: (kind, record) => {
        const { until, valid } = clearanceState(kind, dayOf(record.at), today);
        return { text: t(valid ? 'dates.clearance' : 'dates.expired', { date: until }), isConcern: !valid };
      },
    };
  }, [t, line, receivedAt, applyingFrom, today]);
}
