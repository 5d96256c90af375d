import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractValue } from '#shared/contract/contract.ts';
import { endsDevice } from '#shared/contract/new-device.ts';
import type { SyncStatus } from '#shared/contract/sync.ts';
import { useSyncNowMutation, useSyncStatusQuery } from '../../state/device-endpoints.ts';
import { layerOpened } from '../../state/layer-slice.ts';
import { useEarlierActsQuery } from '../../state/new-device-endpoints.ts';
import { useOutboxQuery } from '../../state/outbox-endpoints.ts';
import { useAppDispatch } from '../../state/store.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { Waiting } from '../../ui/feedback/waiting.tsx';
import { useFormat } from '../../ui/format/use-format.ts';
import { useSettled } from '../../ui/use-settled.ts';
import { EarlierActs } from '../new-device/index.ts';
import { OutboxEvidence } from './outbox-evidence.tsx';
import { OutboxFilter, type OutboxFilterState } from './outbox-filter.tsx';
import { OutboxLedger, pageSize } from './outbox-ledger.tsx';
import './outbox.css';

const everything: OutboxFilterState = { show: 'all', caseNumber: '', kinds: [], whose: 'own' };
const typingRestMs = 150;

/** The ledger of what was done on this device: from "on this device" to a receipt, or a refusal in words. */
export function OutboxScreen() {
  const { t } = useTranslation(['outbox', 'frame']);
  const [filter, setFilter] = useState(everything);
  const caseNumber = useSettled(filter.caseNumber.trim(), typingRestMs);
  const ask = { ...filter, kinds: [...filter.kinds], caseNumber };
  const { data: sync } = useSyncStatusQuery({});
  const [syncNow] = useSyncNowMutation();
  const { data, error } = useOutboxQuery({ ...ask, offset: 0, limit: pageSize });
  const isNarrowed = caseNumber !== '' || filter.kinds.length > 0;
  const isShared = (data?.people.length ?? 0) > 1;
  return (
    <section className="outbox" aria-labelledby="outbox-title">
      <div className="outbox-head">
        <h1 id="outbox-title">{t('outbox:title')}</h1>
        <p>{t('outbox:intro')}</p>
        <div className="outbox-tools">
          <OutboxFilter filter={filter} isShared={isShared} change={(part) => setFilter({ ...filter, ...part })} />
        </div>
        <div className="outbox-tools">
          {data !== undefined && <OutboxSummary ledger={data} sync={sync} />}
          <Button
            size="small"
            disabledFocusable={(data?.waiting ?? 0) === 0 || sync?.state === 'syncing' || sync?.byChoice === true}
            data-testid="outbox-retry"
            onClick={() => void syncNow({})}
          >
            {t('outbox:retry')}
          </Button>
        </div>
      </div>
      <StoppedDevice sync={sync} />
      <EarlierActs />
      <OutboxEvidence key={sync?.problem ?? ''} />
      {error !== undefined && <ErrorNote error={error} />}
      {data === undefined && error === undefined && <Waiting label={t('frame:loading')} />}
      {data?.items.length === 0 && isNarrowed && (
        <EmptyState title={t('outbox:empty.narrowed')} text={t('outbox:empty.narrowedText')}>
          <Button onClick={() => setFilter(everything)}>{t('outbox:clear')}</Button>
        </EmptyState>
      )}
      {data?.items.length === 0 && !isNarrowed && (
        <EmptyState title={t(`outbox:empty.${filter.show}`)} text={t(`outbox:empty.${filter.show}Text`)} />
      )}
      {data !== undefined && data.items.length > 0 && <OutboxLedger ask={ask} total={data.total} isShared={isShared} />}
    </section>
  );
}

/** Nothing that waits here will ever be sent as this device: what happened, and the way on. */
function StoppedDevice({ sync }: { readonly sync: SyncStatus | undefined }) {
  const { t } = useTranslation('frame');
  const dispatch = useAppDispatch();
  const problem = sync?.problem ?? null;
  if (sync === undefined || problem === null || !endsDevice.has(problem)) return null;
  return (
    <div className="outbox-stopped">
      <ErrorNote error={{ code: problem, details: sync.details }}>
        <Button size="small" data-testid="outbox-new-device" onClick={() => void dispatch(layerOpened('new-device'))}>
          {t('sync.newDevice')}
        </Button>
      </ErrorNote>
    </div>
  );
}

interface SummaryProps {
  readonly ledger: ContractValue<'outbox.list'>;
  readonly sync: SyncStatus | undefined;
}

/** What waits and since when, what was refused, and when the next try is. */
function OutboxSummary({ ledger, sync }: SummaryProps) {
  const { t } = useTranslation('outbox');
  const format = useFormat();
  const { waiting, refused, waitingSince } = ledger;
  const nextAt = sync?.retry?.nextAt ?? null;
  const { data: earlier } = useEarlierActsQuery({});
  const isEmpty = ledger.total === 0;
  const isAll = !isEmpty && waiting === 0 && refused === 0 && earlier?.acts.length === 0 && earlier.others === 0;
  const isSilent = !isAll && waiting === 0 && refused === 0;
  return (
    <p className={isSilent ? 'visually-hidden' : 'outbox-summary'} role="status" data-testid="outbox-summary">
      {isAll ? t('allReceived') : null}
      {waiting > 0 && t('waiting', { count: waiting, n: format.number(waiting) })}{' '}
      {waiting > 0 && waitingSince !== null && t('waitingSince', { time: format.recent(waitingSince) })}{' '}
      {refused > 0 && t('refused', { count: refused, n: format.number(refused) })}{' '}
      {waiting > 0 && nextAt !== null && t('nextTryAt', { time: format.recent(nextAt) })}
    </p>
  );
}
