import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '#shared/contract/queue.ts';
import type { BuiltInViewId } from '../../../state/built-in-views.ts';
import { builtInViewIds } from '../../../state/built-in-views.ts';
import { useSavedViewsQuery } from '../../../state/queue-endpoints.ts';
import { builtInViewChosen, savedViewChosen } from '../../../state/queue-place-slice.ts';
import { useAppDispatch } from '../../../state/store.ts';
import { useActions } from '../../../ui/keys/actions.tsx';
import type { ViewPlace } from './view-menu.tsx';
import { ViewMenu } from './view-menu.tsx';

export interface ViewBarProps extends ViewPlace {
  readonly offered: readonly BuiltInViewId[];
}

const withoutOwn = builtInViewIds.filter((id) => id !== 'mine');

/** The views that a decision-maker works from; others hold no cases of their own. */
export function viewsFor(isDecisionMaker: boolean): readonly BuiltInViewId[] {
  return isDecisionMaker ? builtInViewIds : withoutOwn;
}

/** Built-in and saved views, and what can be done with the present one. */
export const ViewBar = memo(function ViewBar({ viewId, filter, order, offered }: ViewBarProps) {
  const { t } = useTranslation('queue');
  const dispatch = useAppDispatch();
  const { data: saved = [] } = useSavedViewsQuery({});
  const choose = (view: SavedView): void => void dispatch(savedViewChosen(view));
  useActions('screen', [
    ...offered.map((id) => ({
      id: `view-${id}`,
      label: t('keys.view', { name: t(`view.${id}`) }),
      run: () => void dispatch(builtInViewChosen(id)),
    })),
    ...saved.map((view) => ({
      id: `view-${view.id}`,
      label: t('keys.view', { name: view.name }),
      run: () => choose(view),
    })),
  ]);
  return (
    <div className="view-bar" role="group" aria-label={t('views')}>
      {offered.map((id) => (
        <button
          key={id}
          type="button"
          className="view-tab"
          aria-pressed={viewId === id}
          data-testid={`view-${id}`}
          onClick={() => dispatch(builtInViewChosen(id))}
        >
          {t(`view.${id}`)}
        </button>
      ))}
      {saved.map((view) => (
        <button
          key={view.id}
          type="button"
          className="view-tab"
          aria-pressed={viewId === view.id}
          onClick={() => choose(view)}
        >
          {view.name}
        </button>
      ))}
      <ViewMenu
        viewId={viewId}
        filter={filter}
        order={order}
        saved={saved.find((view) => view.id === viewId) ?? null}
      />
    </div>
  );
});
