import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pages } from './pages/use-pages.ts';
import type { PageSource } from './sources/page-source.ts';
import type { FocusTarget, ViewerHighlight } from './viewer-highlight.ts';

/** Marks by page, with the place that was jumped to. */
export function useMarks(
  highlights: readonly ViewerHighlight[],
  focus: FocusTarget | null,
): ReadonlyMap<number, readonly ViewerHighlight[]> {
  const { t } = useTranslation('viewer');
  return useMemo(() => {
    const byPage = new Map<number, ViewerHighlight[]>();
    const add = (mark: ViewerHighlight): void => {
      byPage.set(mark.pageIndex, [...(byPage.get(mark.pageIndex) ?? []), mark]);
    };
    highlights.forEach(add);
    if (focus?.region !== undefined) {
      add({
        id: `focus-${focus.token}`,
        pageIndex: focus.pageIndex,
        region: focus.region,
        label: t('focused'),
        tone: 'selected',
      });
    }
    return byPage;
  }, [highlights, focus, t]);
}

/** Goes where the case asks, once per asking and again when the document has come. */
export function useFocusTarget(source: PageSource, focus: FocusTarget | null, goTo: Pages['goTo']): void {
  const done = useRef<number | null>(null);
  useEffect(() => {
    if (focus === null || done.current === focus.token) return;
    done.current = focus.token;
    // Sizes of the pages above may still be guesses; the page's own is read before its place is computed again.
    goTo(focus.pageIndex, focus.region);
  }, [source, focus, goTo]);
}
