import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { SeenPages, seenAfterMs } from './reading.ts';

export interface Seen {
  /** To be told of each page that was drawn. */
  readonly onDrawn: (index: number) => void;
  /** Pages seen since the document was opened. */
  readonly count: number;
}

/** Counts pages that stand drawn before the reader; tells once when all were seen (reading.ts). */
export function useSeen(pageCount: number, before: readonly number[], onRead: (() => void) | null): Seen {
  const seen = useMemo(() => new SeenPages(pageCount), [pageCount]);
  const [count, setCount] = useState(0);
  const [drawn, setDrawn] = useState<ReadonlySet<number>>(new Set());
  const tell = useRef(onRead);
  useEffect(() => {
    tell.current = onRead;
  }, [onRead]);
  const standing = before.filter((index) => drawn.has(index)).join(' ');
  useEffect(() => {
    if (standing === '') return undefined;
    const timer = setTimeout(() => {
      // Each is counted, whichever completes the document.
      const completed = standing.split(' ').map((index) => seen.add(Number(index)));
      setCount(seen.count);
      if (completed.includes(true)) tell.current?.();
    }, seenAfterMs);
    return () => clearTimeout(timer);
  }, [seen, standing]);
  const onDrawn = useCallback((index: number) => {
    setDrawn((known) => (known.has(index) ? known : new Set(known).add(index)));
  }, []);
  return { onDrawn, count };
}
