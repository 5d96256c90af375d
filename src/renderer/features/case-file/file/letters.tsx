import { useTranslation } from 'react-i18next';
import { dayOf } from '#shared/model/dates/calendar.ts';
import { useOpenCase } from '../../../state/open-case.tsx';

/** Letters sent and what came back. */
export function Letters() {
  const { t } = useTranslation(['case', 'domain']);
  const { state, today } = useOpenCase();
  return (
    <ul className="plain-list letters">
      {state.correspondence.map(({ id, kind, sentAt, answerDue, answeredAt }) => (
        <li key={id}>
          <b>{t(`domain:correspondenceKind.${kind}`)}</b>
          <span>{t('case:letters.sent', { date: dayOf(sentAt) })}</span>
          {answeredAt !== null && <span>{t('case:letters.answered', { date: dayOf(answeredAt) })}</span>}
          {answeredAt === null && answerDue !== null && (
            <span data-tone={answerDue < today ? 'bad' : undefined}>
              {t(answerDue < today ? 'case:letters.overdue' : 'case:letters.due', { date: answerDue })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
