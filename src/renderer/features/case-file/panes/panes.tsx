import type { CSSProperties, ReactNode } from 'react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#shared/contract/settings.ts';
import { useChangeSettingsMutation, useSettingsQuery } from '../../../state/device-endpoints.ts';
import { useActions } from '../../../ui/keys/actions.tsx';
import { Separator } from './separator.tsx';
import './panes.css';

type PaneId = 'file' | 'viewer' | 'desk';

export interface PanesProps {
  readonly file: ReactNode;
  readonly viewer: ReactNode;
  readonly desk: ReactNode;
}

const usualWidths: Settings['paneWidths'] = { file: 0.2, desk: 0.34 };
const limits = { file: { min: 0.1, max: 0.4 }, desk: { min: 0.2, max: 0.6 } } as const;
/** What the viewer keeps at least. */
const viewerMinimum = 0.2;

/** Well above 1 in all: where one pane is at its minimum, shares that sum up to less than 1 would leave room empty. */
const share = (fraction: number): string => `${(fraction * 100).toFixed(2)}fr`;

/** File, viewer and desk side by side; sizes and the viewer's side are the person's. In a narrow window one at a time. */
export function Panes(panes: PanesProps) {
  const { t } = useTranslation('case');
  const { data: settings } = useSettingsQuery({});
  const [changeSettings] = useChangeSettingsMutation();
  const [dragged, setDragged] = useState<Settings['paneWidths'] | null>(null);
  const [active, setActive] = useState<PaneId>('viewer');
  const place = useRef<HTMLDivElement>(null);
  const widths = dragged ?? settings?.paneWidths ?? usualWidths;
  const side = settings?.viewerSide ?? 'middle';
  const order: readonly PaneId[] = side === 'middle' ? ['file', 'viewer', 'desk'] : ['file', 'desk', 'viewer'];
  const fit = (pane: 'file' | 'desk', wanted: number): Settings['paneWidths'] => {
    const other = pane === 'file' ? widths.desk : widths.file;
    const most = Math.min(limits[pane].max, 1 - viewerMinimum - other);
    return { ...widths, [pane]: Math.max(limits[pane].min, Math.min(most, wanted)) };
  };
  const settle = (paneWidths: Settings['paneWidths']): void => {
    setDragged(null);
    void changeSettings({ paneWidths });
  };
  const focusPane = (pane: PaneId): void => {
    setActive(pane);
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>(`[data-pane="${pane}"]`)?.focus());
  };
  usePaneKeys(
    order,
    focusPane,
    place,
    () => void changeSettings({ viewerSide: side === 'middle' ? 'right' : 'middle' }),
  );
  const separatorOf = (pane: 'file' | 'desk', isBefore: boolean): ReactNode => (
    <Separator
      key={`separator-${pane}`}
      label={t(`panes.resize.${pane}`)}
      value={widths[pane]}
      min={limits[pane].min}
      max={limits[pane].max}
      direction={isBefore ? 1 : -1}
      room={() => place.current?.clientWidth ?? 1}
      move={(wanted) => setDragged(fit(pane, wanted))}
      settle={(wanted) => settle(fit(pane, wanted))}
    />
  );
  const style = {
    '--pane-file': share(widths.file),
    '--pane-desk': share(widths.desk),
    '--pane-viewer': share(1 - widths.file - widths.desk),
  } as CSSProperties;
  return (
    <div className="panes-place">
      <div className="pane-switch" role="group" aria-label={t('panes.label')}>
        {order.map((pane) => (
          <button key={pane} type="button" aria-pressed={active === pane} onClick={() => focusPane(pane)}>
            {t(`panes.${pane}`)}
          </button>
        ))}
      </div>
      <div ref={place} className="panes" style={style} data-side={side} data-active={active}>
        {order.flatMap((pane, index) => [
          ...(index === 1 ? [separatorOf('file', true)] : []),
          ...(index === 2 ? [separatorOf('desk', side === 'right')] : []),
          <section
            key={pane}
            className="pane"
            data-pane={pane}
            data-testid={`pane-${pane}`}
            aria-label={t(`panes.${pane}`)}
            tabIndex={-1}
            onFocus={() => setActive(pane)}
          >
            {panes[pane]}
          </section>,
        ])}
      </div>
    </div>
  );
}

function usePaneKeys(
  order: readonly PaneId[],
  focusPane: (pane: PaneId) => void,
  place: React.RefObject<HTMLDivElement | null>,
  swap: () => void,
): void {
  const { t } = useTranslation('case');
  const step = (by: 1 | -1): void => {
    const inside = document.activeElement?.closest('[data-pane]');
    const at =
      inside === null || inside === undefined
        ? -1
        : [...(place.current?.querySelectorAll('[data-pane]') ?? [])].indexOf(inside);
    const pane = order[(at + by + order.length) % order.length];
    if (pane !== undefined) focusPane(at === -1 && by === -1 ? (order.at(-1) ?? pane) : pane);
  };
  useActions('screen', [
    { id: 'pane-next', label: t('keys.nextPane'), keys: ['F6'], whileTyping: true, onlyKeys: true, run: () => step(1) },
    {
      id: 'pane-previous',
      label: t('keys.previousPane'),
      keys: ['Shift+F6'],
      whileTyping: true,
      onlyKeys: true,
      run: () => step(-1),
    },
    ...order.map((pane, index) => ({
      id: `pane-${pane}`,
      label: t(`keys.pane.${pane}`),
      keys: [`Alt+${index + 1}`],
      whileTyping: true,
      onlyKeys: true,
      run: () => focusPane(pane),
    })),
    { id: 'pane-swap', label: t('keys.swap'), run: swap },
  ]);
}
