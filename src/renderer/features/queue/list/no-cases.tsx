import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { BuiltInViewId } from '../../../state/built-in-views.ts';
import { useSyncStatusQuery } from '../../../state/device-endpoints.ts';
import type { QueuePlace } from '../../../state/queue-place-slice.ts';
import { builtInViewChosen, filterCleared } from '../../../state/queue-place-slice.ts';
import { useAppDispatch } from '../../../state/store.ts';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { useFormat } from '../../../ui/format/use-format.ts';
import { isFiltered } from '../filter/filter-chips.tsx';

/** Why the list is empty, and what can be done about it. */
export function NoCases({ place, views }: { readonly place: QueuePlace; readonly views: readonly BuiltInViewId[] }) {
  const { t } = useTranslation('queue');
  const dispatch = useAppDispatch();
  const format = useFormat();
  const { data: sync } = useSyncStatusQuery({});
  const progress = sync?.progress ?? null;
  if (progress !== null || (sync?.lastConfirmedAt === null && sync.state === 'syncing')) {
    return (
      <EmptyState title={t('empty.first')} text={t('empty.firstText')}>
        {progress !== null && (
          <>
            <progress value={progress.done} max={progress.of} aria-label={t('empty.first')} />
            <span>
              {t('empty.firstProgress', { done: format.number(progress.done), of: format.number(progress.of) })}
            </span>
          </>
        )}
      </EmptyState>
    );
  }
  if (sync?.lastConfirmedAt === null) return <EmptyState title={t('empty.offline')} text={t('empty.offlineText')} />;
  if (isFiltered(place.filter)) {
    return (
      <EmptyState title={t('empty.noMatch')} text={t('empty.noMatchText')}>
        <Button data-testid="empty-clear" onClick={() => dispatch(filterCleared())}>
          {t('clear')}
        </Button>
      </EmptyState>
    );
  }
  const { holder } = place.filter;
  const toPool = holder === 'mine' && views.includes('pool');
  return (
    <EmptyState title={t('empty.none')} text={t(toPool ? 'empty.poolText' : 'empty.noneText')}>
      {(toPool || holder !== 'all') && (
        <Button onClick={() => dispatch(builtInViewChosen(toPool ? 'pool' : 'all'))}>
          {toPool ? t('empty.toPool') : t('empty.toAll')}
        </Button>
      )}
    </EmptyState>
  );
}
