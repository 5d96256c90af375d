import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';
import type { PageSize } from './page-geometry.ts';

/** The room that pages were last shown in: what a prepared page is drawn for. */
let lastRoom: PageSize = { width: 700, height: 800 };

export function roomLastSeen(): PageSize {
  return lastRoom;
}

/** The inner size of a scrolling element, followed as it changes. */
export function useRoom(place: RefObject<HTMLElement | null>): PageSize {
  const [room, setRoom] = useState<PageSize>(lastRoom);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0 || height === 0) return;
      lastRoom = { width, height };
      setRoom((was) => (was.width === width && was.height === height ? was : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return room;
}
