import { useTranslation } from 'react-i18next';
import type { Conflict } from '#shared/contract/conflict.ts';
import type { EventType } from '#shared/model/event.ts';
import { useNames } from '../../state/open-case.tsx';
import { useFormat } from '../../ui/format/use-format.ts';

const leftReasons = ['reassigned', 'transferred', 'taken-by-other', 'closed', 'access-changed'] as const;

/** Why an act does not go through, who did what to cause it, and when, by both clocks. */
export function ConflictWhy({ conflict, officerId }: { readonly conflict: Conflict; readonly officerId: string }) {
  const { t } = useTranslation(['conflict', 'refusals', 'domain']);
  const format = useFormat();
  const nameOf = useNames();
  const { cause, left, refusal, outcome, actAt, answeredAt } = conflict;
  const leftReason = leftReasons.find((reason) => reason === left?.reason);
  const who = cause === null ? '' : cause.by === null ? t('conflict:central') : nameOf(cause.by);
  return (
    <section className="conflict-why" data-testid="conflict-why">
      <p className="conflict-reason">
        <strong>{t(`refusals:${refusal}.why`)}</strong> {t(`conflict:outcome.${outcome}`)}
      </p>
      <dl className="facts">
        {cause !== null && (
          <>
            <dt>{t('conflict:who')}</dt>
            <dd data-testid="conflict-who">
              {t('conflict:did', {
                who: cause.by === officerId ? t('conflict:yourself') : who,
                what: t(`domain:event.${cause.what as EventType}`),
              })}
            </dd>
            <dt>{t('conflict:when')}</dt>
            <dd>
              {t('conflict:deviceClock', { time: format.moment(cause.actAt) })}
              {cause.receivedAt !== null &&
                ` · ${t('conflict:centralClock', { time: format.moment(cause.receivedAt) })}`}
            </dd>
          </>
        )}
        {left !== null && (
          <>
            <dt>{t('conflict:leftLabel')}</dt>
            <dd data-testid="conflict-left">{leftReason !== undefined && t(`conflict:left.${leftReason}`)}</dd>
            <dt>{t('conflict:when')}</dt>
            <dd>{t('conflict:centralClock', { time: format.moment(left.at) })}</dd>
          </>
        )}
        <dt>{t('conflict:yourAct')}</dt>
        <dd>
          {t('conflict:deviceClock', { time: format.moment(actAt) })}
          {answeredAt !== null && ` · ${t('conflict:answeredAt', { time: format.moment(answeredAt) })}`}
        </dd>
      </dl>
    </section>
  );
}
