import { useEffect, useRef } from 'react';
import type { PageSource } from '../sources/page-source.ts';
import type { QuarterTurns } from './page-geometry.ts';

export interface PageTextProps {
  readonly source: PageSource;
  readonly index: number;
  readonly turns: QuarterTurns;
  readonly scale: number;
}

/** After the picture, and not for pages that are only passed by. */
const restMs = 80;

/** The page's own text, laid over its picture so that it can be selected and read aloud. */
export function PageText({ source, index, turns, scale }: PageTextProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const container = place.current;
    const { writeText } = source;
    if (container === null || writeText === null) return undefined;
    const stop = new AbortController();
    // Text that cannot be read leaves the picture, which is the evidence.
    const write = (): void => {
      writeText(index, container, scale, turns, stop.signal).catch(() => container.replaceChildren());
    };
    const timer = setTimeout(write, restMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
      container.replaceChildren();
    };
  }, [source, index, turns, scale]);
  return <div ref={place} className="page-text" data-testid="page-text" />;
}
