import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { Zoom } from '../pages/page-geometry.ts';
import { clampScale } from '../pages/page-geometry.ts';
import { readingPlace, rememberReadingPlace } from '../pages/reading-place.ts';

/** What the pointer does on a page: draws a region, selects text, or drags the page. */
export type ViewerTool = 'region' | 'text' | 'hand';

export interface ReadingChoices {
  readonly zoom: Zoom;
  readonly fitWidth: () => void;
  readonly fitPage: () => void;
  /** Larger (1) or smaller (-1) by a quarter, from the scale that is shown. */
  readonly step: (direction: 1 | -1, shownScale: number) => void;
  readonly tool: ViewerTool;
  readonly setTool: (tool: ViewerTool) => void;
  readonly isStrong: boolean;
  readonly toggleStrong: () => void;
  readonly showsThumbnails: boolean;
  readonly toggleThumbnails: () => void;
}

const factor = 1.25;

/** In a narrower window the strip would take the pages' room: there it is folded until it is asked for. */
const hasRoomForStrip = window.matchMedia('(min-width: 1200px)');

function followRoom(changed: () => void): () => void {
  hasRoomForStrip.addEventListener('change', changed);
  return () => hasRoomForStrip.removeEventListener('change', changed);
}

/** Kept while documents and cases change: who reads at 150 % goes on at 150 %. */
export function useReadingChoices(): ReadingChoices {
  const [zoom, setZoom] = useState<Zoom>(readingPlace().zoom);
  const [tool, setTool] = useState<ViewerTool>('region');
  const [isStrong, setStrong] = useState(false);
  const [chosenStrip, chooseStrip] = useState<boolean | null>(null);
  const hasRoom = useSyncExternalStore(followRoom, () => hasRoomForStrip.matches);
  const showsThumbnails = chosenStrip ?? hasRoom;
  useEffect(() => rememberReadingPlace({ zoom }), [zoom]);
  return {
    zoom,
    fitWidth: useCallback(() => setZoom({ fit: 'width' }), []),
    fitPage: useCallback(() => setZoom({ fit: 'page' }), []),
    step: useCallback(
      (direction: 1 | -1, shownScale: number) => setZoom({ scale: clampScale(shownScale * factor ** direction) }),
      [],
    ),
    tool,
    setTool,
    isStrong,
    toggleStrong: useCallback(() => setStrong((was) => !was), []),
    showsThumbnails,
    toggleThumbnails: useCallback(() => chooseStrip(!showsThumbnails), [showsThumbnails]),
  };
}
