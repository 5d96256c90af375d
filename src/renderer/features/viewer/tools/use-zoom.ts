import { useCallback, useState } from 'react';
import type { Zoom } from '../pages/page-geometry.ts';
import { clampScale } from '../pages/page-geometry.ts';

export interface ZoomControl {
  readonly zoom: Zoom;
  readonly fitWidth: () => void;
  readonly fitPage: () => void;
  /** Larger (1) or smaller (-1) by a quarter, from the scale that is shown. */
  readonly step: (direction: 1 | -1, shownScale: number) => void;
}

const factor = 1.25;

/** Zoom is kept while documents change: who reads at 150 % goes on at 150 %. */
export function useZoom(): ZoomControl {
  const [zoom, setZoom] = useState<Zoom>({ fit: 'width' });
  const fitWidth = useCallback(() => setZoom({ fit: 'width' }), []);
  const fitPage = useCallback(() => setZoom({ fit: 'page' }), []);
  const step = useCallback(
    (direction: 1 | -1, shownScale: number) => setZoom({ scale: clampScale(shownScale * factor ** direction) }),
    [],
  );
  return { zoom, fitWidth, fitPage, step };
}
