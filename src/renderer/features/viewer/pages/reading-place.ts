import type { PageSize, Zoom } from './page-geometry.ts';

/** How pages were last shown in this window: what a page is prepared for. */
export interface ReadingPlace {
  /** Inner size of the scrolling element. */
  readonly room: PageSize;
  readonly zoom: Zoom;
  /** CSS pixels that the strip of thumbnails takes where a document has several pages; 0 where it is folded away. */
  readonly strip: number;
  readonly hadStrip: boolean;
}

let last: ReadingPlace = { room: { width: 700, height: 800 }, zoom: { fit: 'width' }, strip: 0, hadStrip: false };

export function readingPlace(): ReadingPlace {
  return last;
}

export function rememberReadingPlace(change: Partial<ReadingPlace>): void {
  last = { ...last, ...change };
}

/** The room that a document of so many pages will have. */
export function roomFor(pageCount: number): PageSize {
  const { room, strip, hadStrip } = last;
  const whole = room.width + (hadStrip ? strip : 0);
  return { width: whole - (pageCount > 1 ? strip : 0), height: room.height };
}
