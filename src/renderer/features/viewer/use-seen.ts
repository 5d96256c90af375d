import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { SeenPages, seenAfterMs } from './reading.ts';

/**
 * Counts pages that stand drawn before the reader; tells once when all were seen (reading.ts).
 *
 * @returns to be told of each page that was drawn
 */
export function useSeen(
  pageCount: number,
  before: readonly number[],
  onRead: (() => void) | null,
): (index: number) => void {
  const seen = useMemo(() => new SeenPages(pageCount), [pageCount]);
  const drawn = useRef(new Set<number>());
  const tell = useRef(onRead);
  useEffect(() => {
    tell.current = onRead;
  }, [onRead]);
  const [latest, setLatest] = useState(0);
  const standing = before.filter((index) => drawn.current.has(index)).join(' ');
  useEffect(() => {
    if (standing === '') return undefined;
    const timer = setTimeout(() => {
      // Each is counted, whichever completes the document.
      const completed = standing.split(' ').map((index) => seen.add(Number(index)));
      if (completed.includes(true)) tell.current?.();
    }, seenAfterMs);
    return () => clearTimeout(timer);
  }, [seen, standing, latest]);
  return useCallback((index: number) => {
    drawn.current.add(index);
    setLatest((count) => count + 1);
  }, []);
}
