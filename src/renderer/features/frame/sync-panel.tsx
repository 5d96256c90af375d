import { Button, Switch } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { endsDevice } from '#shared/contract/new-device.ts';
import type { SyncStatus } from '#shared/contract/sync.ts';
import {
  usePauseDocumentsMutation,
  useSetOfflineMutation,
  useSyncNowMutation,
  useSyncStatusQuery,
} from '../../state/device-endpoints.ts';
import { layerOpened } from '../../state/layer-slice.ts';
import { wentTo } from '../../state/route-slice.ts';
import { useAppDispatch } from '../../state/store.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { useFormat } from '../../ui/format/use-format.ts';
import { useSyncText } from './use-sync-text.ts';

/** How things stand with central, in full. */
export function SyncPanel({ close }: { readonly close: () => void }) {
  const { t } = useTranslation('frame');
  const dispatch = useAppDispatch();
  const { data: sync } = useSyncStatusQuery({});
  const [syncNow, asked] = useSyncNowMutation();
  const [setOffline] = useSetOfflineMutation();
  const [pauseDocuments] = usePauseDocumentsMutation();
  const { text } = useSyncText(sync);
  if (sync === undefined) return <p>{text}</p>;
  const goTo = (screen: 'outbox' | 'trip'): void => {
    close();
    dispatch(wentTo({ screen }));
  };
  return (
    <>
      <h2>{text}</h2>
      <SyncFacts sync={sync} />
      {sync.progress !== null && (
        <progress className="sync-progress" value={sync.progress.done} max={sync.progress.of} aria-label={text} />
      )}
      {sync.problem !== null && (
        <ErrorNote error={{ code: sync.problem, details: sync.details }}>
          {endsDevice.has(sync.problem) ? (
            <Button
              data-testid="new-device-offer"
              onClick={() => {
                close();
                dispatch(layerOpened('new-device'));
              }}
            >
              {t('sync.newDevice')}
            </Button>
          ) : undefined}
        </ErrorNote>
      )}
      {asked.error !== undefined && <ErrorNote error={asked.error} />}
      <Switch
        checked={sync.byChoice}
        label={t('sync.workOffline')}
        data-testid="work-offline"
        onChange={(_event, { checked }) => void setOffline({ offline: checked })}
      />
      <p className="panel-hint">{t('sync.workOfflineHint')}</p>
      <Switch
        checked={sync.documents.paused}
        label={t('sync.casesOnly')}
        data-testid="cases-only"
        onChange={(_event, { checked }) => void pauseDocuments({ paused: checked })}
      />
      <p className="panel-hint">{t('sync.casesOnlyHint')}</p>
      <div className="panel-steps">
        <Button disabled={sync.byChoice} data-testid="sync-now" onClick={() => void syncNow({})}>
          {t('sync.now')}
        </Button>
        <Button appearance="subtle" onClick={() => goTo('outbox')}>
          {t('sync.toOutbox')}
        </Button>
        <Button appearance="subtle" data-testid="sync-to-trip" onClick={() => goTo('trip')}>
          {t('sync.toTrip')}
        </Button>
      </div>
    </>
  );
}

function SyncFacts({ sync }: { readonly sync: SyncStatus }) {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const { waiting, documents, clockSkewSeconds, lastConfirmedAt } = sync;
  return (
    <dl className="facts">
      <dt>{t('sync.lastConfirmed')}</dt>
      <dd>{lastConfirmedAt === null ? t('sync.never') : format.moment(lastConfirmedAt)}</dd>
      <dt>{t('sync.waiting')}</dt>
      <dd>
        {waiting.acts === 0
          ? t('sync.nothingWaiting')
          : waiting.decisions === 0
            ? t('sync.acts', { count: waiting.acts, n: format.number(waiting.acts) })
            : t('sync.actsAndDecisions', {
                acts: format.number(waiting.acts),
                decisions: format.number(waiting.decisions),
              })}
      </dd>
      {waiting.refused > 0 && (
        <>
          <dt>{t('sync.refusedLine')}</dt>
          <dd>{format.number(waiting.refused)}</dd>
        </>
      )}
      <dt>{t('sync.documents')}</dt>
      <dd>
        {documents.missing === 0
          ? t('sync.documentsNone')
          : t('sync.documentsLine', {
              n: format.number(documents.missing),
              size: format.bytes(documents.missingBytes),
            })}
      </dd>
      <dt>{t('sync.cases')}</dt>
      <dd>{t('sync.casesLine', { here: format.number(sync.cases.here), limit: format.number(sync.cases.limit) })}</dd>
      {!sync.durable && (
        <>
          <dt>{t('sync.safety')}</dt>
          <dd>{t('sync.notDurable')}</dd>
        </>
      )}
      {sync.retry !== null && (
        <>
          <dt>{t('sync.nextTry')}</dt>
          <dd>{t('sync.nextTryLine', { count: sync.retry.failures, time: format.recent(sync.retry.nextAt) })}</dd>
        </>
      )}
      {documents.owed > 0 && (
        <>
          <dt>{t('sync.documentsOwed')}</dt>
          <dd>
            {t('sync.documentsOwedLine', { n: format.number(documents.owed), size: format.bytes(documents.owedBytes) })}
            {documents.paused && ` (${t('sync.documentsPaused')})`}
          </dd>
        </>
      )}
      {documents.bytesPerSecond !== null && (
        <>
          <dt>{t('sync.documentsSpeed')}</dt>
          <dd>{t('sync.documentsSpeedLine', { size: format.bytes(documents.bytesPerSecond) })}</dd>
        </>
      )}
      <dt>{t('sync.clock')}</dt>
      <dd>{clockWords()}</dd>
    </dl>
  );

  function clockWords(): string {
    if (clockSkewSeconds === null) return t('sync.clockUnknown');
    if (Math.abs(clockSkewSeconds) < 5) return t('sync.clockRight');
    return t('sync.clockWrong', { span: format.span(Math.abs(clockSkewSeconds)) });
  }
}
