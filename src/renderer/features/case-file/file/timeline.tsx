import { useTranslation } from 'react-i18next';
import { dayOf } from '#shared/model/dates/calendar.ts';
import { standardDueOn, standardFor } from '#shared/model/dates/service-standard.ts';
import { useOpenCase } from '../../../state/open-case.tsx';

interface Moment {
  readonly day: string;
  readonly text: string;
}

/** The dates that a decision rests on, in order; what is still to come is told apart. */
export function Timeline() {
  const { t } = useTranslation('case');
  const { today } = useOpenCase();
  const moments = useMoments();
  return (
    <ol className="timeline">
      {moments.map(({ day, text }) => (
        <li key={`${day} ${text}`} data-ahead={day > today}>
          <time dateTime={day}>{day}</time>
          <span>{text}</span>
          {day > today && <small>{t('timeline.ahead')}</small>}
        </li>
      ))}
    </ol>
  );
}

function useMoments(): readonly Moment[] {
  const { t } = useTranslation(['case', 'domain']);
  const { state, program } = useOpenCase();
  const { application, correspondence, bringForward, decision, applicants } = state;
  const { completeOn, lockIn } = application;
  const standard = standardFor(program, application.applyingFrom, application.category);
  const principal = applicants[0];
  const moments: (Moment | null)[] = [
    { day: dayOf(application.receivedAt), text: t('case:timeline.received') },
    completeOn === null ? null : { day: completeOn, text: t('case:timeline.complete') },
    lockIn === null ? null : { day: lockIn, text: t('case:timeline.lockIn') },
    completeOn === null || standard === null
      ? null
      : { day: standardDueOn(standard, completeOn), text: t('case:timeline.standard') },
    principal?.biometricsEnrolled == null
      ? null
      : { day: principal.biometricsEnrolled, text: t('case:timeline.biometrics') },
    principal?.medicalExamined == null ? null : { day: principal.medicalExamined, text: t('case:timeline.medical') },
    ...correspondence.flatMap((sent): (Moment | null)[] => {
      const kind = t(`domain:correspondenceKind.${sent.kind}`);
      return [
        { day: dayOf(sent.sentAt), text: t('case:timeline.sent', { kind }) },
        sent.answerDue === null ? null : { day: sent.answerDue, text: t('case:timeline.answerDue', { kind }) },
        sent.answeredAt === null ? null : { day: dayOf(sent.answeredAt), text: t('case:timeline.answered', { kind }) },
      ];
    }),
    bringForward.entry === null
      ? null
      : { day: bringForward.entry.date, text: t('case:timeline.bf', { code: bringForward.entry.code }) },
    decision.signed === null ? null : { day: dayOf(decision.signed.at), text: t('case:timeline.signed') },
  ];
  return moments
    .filter((moment) => moment !== null)
    .toSorted((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)));
}
