import type { RefObject } from 'react';
import { useLayoutEffect, useState } from 'react';
import type { PageSize } from './page-geometry.ts';
import { readingPlace, rememberReadingPlace } from './reading-place.ts';

/** The inner size of a scrolling element, followed as it changes. */
export function useRoom(place: RefObject<HTMLElement | null>): PageSize {
  const [room, setRoom] = useState<PageSize>(readingPlace().room);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0 || height === 0) return;
      rememberReadingPlace({ room: { width, height } });
      setRoom((was) => (was.width === width && was.height === height ? was : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return room;
}
