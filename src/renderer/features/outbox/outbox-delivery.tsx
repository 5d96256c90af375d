import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '#shared/contract/outbox.ts';
import { useSyncNowMutation, useSyncStatusQuery } from '../../state/device-endpoints.ts';
import { useErrorText } from '../../ui/feedback/error-note.tsx';
import { useFormat } from '../../ui/format/use-format.ts';

/** How the way to central went so far, for an act that has no answer yet. */
export function OutboxDelivery({ item }: { readonly item: OutboxItem }) {
  const { t } = useTranslation(['outbox', 'errors']);
  const format = useFormat();
  const errorText = useErrorText();
  const { data: sync } = useSyncStatusQuery({});
  const [syncNow] = useSyncNowMutation();
  const { failedTries, state } = item;
  const problem = sync?.problem ?? null;
  const nextAt = sync?.retry?.nextAt ?? null;
  return (
    <div className="outbox-part" data-testid="outbox-delivery">
      <h3>{t('outbox:details.delivery')}</h3>
      <dl className="facts">
        <dt>{t('outbox:details.tries')}</dt>
        <dd>
          {failedTries === null
            ? t('outbox:details.neverFailed')
            : t('outbox:details.failedTries', { count: failedTries.count, time: format.moment(failedTries.at) })}
        </dd>
        {failedTries !== null && (
          <>
            <dt>{t('outbox:details.lastFailure')}</dt>
            <dd>{errorText({ code: failedTries.code })}</dd>
          </>
        )}
        {problem !== null && (
          <>
            <dt>{t('outbox:details.now')}</dt>
            <dd>
              {errorText({ code: problem })} {t(`errors:${problem}.todo`)}
            </dd>
          </>
        )}
        <dt>{t('outbox:details.nextTry')}</dt>
        <dd>{nextAt === null ? t(`outbox:nextTry.${sync?.state ?? 'offline'}`) : format.recent(nextAt)}</dd>
      </dl>
      {state === 'waiting' && (
        <>
          <Button
            size="small"
            disabledFocusable={sync?.byChoice === true || sync?.state === 'signed-out'}
            data-testid="outbox-retry-one"
            onClick={() => void syncNow({})}
          >
            {t('outbox:retryOne')}
          </Button>
          <p className="form-note">{t('outbox:retryOneHint')}</p>
        </>
      )}
    </div>
  );
}
