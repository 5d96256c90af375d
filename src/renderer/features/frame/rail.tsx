import type { FluentIcon } from '@fluentui/react-icons';
import { SearchRegular } from '@fluentui/react-icons';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenId } from '../../state/route-slice.ts';
import { searchAsked, selectRoute, wentTo } from '../../state/route-slice.ts';
import { useAppDispatch, useAppSelector } from '../../state/store.ts';
import { useActions } from '../../ui/keys/actions.tsx';

/** A screen on the left rail. */
export interface RailEntry {
  readonly screen: Exclude<ScreenId, 'case'>;
  readonly icon: FluentIcon;
}

export interface RailProps {
  readonly entries: readonly RailEntry[];
  /** Acts that central refused and nobody has looked at. */
  readonly refused: number;
}

export function Rail({ entries, refused }: RailProps) {
  const { t } = useTranslation('frame');
  const dispatch = useAppDispatch();
  const { screen } = useAppSelector(selectRoute);
  const shown = screen === 'case' ? 'queue' : screen;
  useActions(
    'everywhere',
    entries.map((entry, index) => ({
      id: `go-${entry.screen}`,
      label: t('goTo', { screen: t(`screen.${entry.screen}`) }),
      keys: [`Alt+${index + 1}`],
      whileTyping: true,
      run: () => void dispatch(wentTo({ screen: entry.screen })),
    })),
  );
  return (
    <nav className="rail" aria-label={t('rail')}>
      <ul>
        {entries.map(({ screen: id, icon: Icon }) => (
          <Fragment key={id}>
            <li>
              <button
                type="button"
                className="rail-entry"
                aria-current={id === shown ? 'page' : undefined}
                data-testid={`rail-${id}`}
                onClick={() => dispatch(wentTo({ screen: id }))}
              >
                <Icon aria-hidden />
                <span>{t(`screen.${id}`)}</span>
                {id === 'outbox' && refused > 0 && (
                  <span className="rail-badge">
                    <span aria-hidden>{refused}</span>
                    <span className="visually-hidden">{t('sync.refused', { count: refused })}</span>
                  </span>
                )}
              </button>
            </li>
            {id === 'queue' && (
              <li>
                <button
                  type="button"
                  className="rail-entry"
                  data-testid="rail-search"
                  onClick={() => dispatch(searchAsked())}
                >
                  <SearchRegular aria-hidden />
                  <span>{t('screen.search')}</span>
                </button>
              </li>
            )}
          </Fragment>
        ))}
      </ul>
    </nav>
  );
}
