import { useTranslation } from 'react-i18next';
import type { Action } from '../../ui/keys/actions.tsx';
import { useActions } from '../../ui/keys/actions.tsx';
import type { Pages } from './pages/use-pages.ts';
import type { ReadingChoices } from './tools/reading-choices.ts';

export interface ViewerSteps {
  readonly pages: Pages;
  readonly pageCount: number;
  readonly choices: ReadingChoices;
  readonly scale: number;
  readonly turn: (by: 1 | -1) => void;
  readonly beginRegion: () => void;
  /** Null where nothing may be cited here. */
  readonly cite: (() => void) | null;
  /** Null where no region is chosen. */
  readonly dropRegion: (() => void) | null;
  readonly markRead: (() => void) | null;
}

/** What can be done with the pages by key, wherever on the screen the focus is. */
export function useViewerActions(steps: ViewerSteps): void {
  const { pages, pageCount, choices, scale, turn, beginRegion, cite, dropRegion, markRead } = steps;
  const { t } = useTranslation('viewer');
  const { current, goTo, readOn } = pages;
  const fit = 'fit' in choices.zoom ? choices.zoom.fit : null;
  const moves: readonly Action[] = [
    { id: 'viewer-on', label: t('keys.readOn'), keys: ['PageDown'], onlyKeys: true, run: () => readOn(1) },
    { id: 'viewer-back', label: t('keys.readBack'), keys: ['PageUp'], onlyKeys: true, run: () => readOn(-1) },
    {
      id: 'viewer-next',
      label: t('tools.next'),
      keys: ['Ctrl+PageDown'],
      onlyKeys: true,
      run: () => goTo(current + 1),
    },
    {
      id: 'viewer-previous',
      label: t('tools.previous'),
      keys: ['Ctrl+PageUp'],
      onlyKeys: true,
      run: () => goTo(current - 1),
    },
    { id: 'viewer-first', label: t('keys.first'), keys: ['Ctrl+Home'], onlyKeys: true, run: () => goTo(0) },
    { id: 'viewer-last', label: t('keys.last'), keys: ['Ctrl+End'], onlyKeys: true, run: () => goTo(pageCount - 1) },
  ];
  const looks: readonly Action[] = [
    { id: 'viewer-larger', label: t('tools.larger'), keys: ['+', '='], run: () => choices.step(1, scale) },
    { id: 'viewer-smaller', label: t('tools.smaller'), keys: ['-'], run: () => choices.step(-1, scale) },
    { id: 'viewer-fit', label: t('keys.fit'), keys: ['0'], run: fit === 'width' ? choices.fitPage : choices.fitWidth },
    { id: 'viewer-turn', label: t('tools.turnRight'), keys: ['Shift+R'], run: () => turn(1) },
    { id: 'viewer-strong', label: t('tools.strong'), keys: ['Shift+C'], run: choices.toggleStrong },
    { id: 'viewer-thumbnails', label: t('tools.thumbnails'), run: choices.toggleThumbnails },
  ];
  const marks: readonly Action[] = [
    ...(cite === null
      ? []
      : [
          { id: 'viewer-region', label: t('keys.region'), keys: ['r'], run: beginRegion },
          { id: 'viewer-cite', label: t('keys.cite'), keys: ['e'], run: cite },
        ]),
    // Before the key leaves the case.
    ...(dropRegion === null ? [] : [{ id: 'viewer-drop', label: t('region.drop'), keys: ['Escape'], run: dropRegion }]),
    ...(markRead === null ? [] : [{ id: 'viewer-read', label: t('keys.markRead'), keys: ['m'], run: markRead }]),
  ];
  useActions('screen', [...moves, ...looks, ...marks]);
}
