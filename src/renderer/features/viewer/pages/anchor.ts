import type { PagesLayout } from './page-geometry.ts';
import { pagesWithin } from './page-geometry.ts';

/** Where one is in the file, in a way that outlives a change of sizes: page and share of it above the window. */
export interface Anchor {
  readonly page: number;
  readonly share: number;
}

export function anchorAt(layout: PagesLayout, top: number): Anchor {
  const page = pagesWithin(layout, top, 1, 0)[0];
  return page === undefined ? { page: 0, share: 0 } : { page: page.index, share: (top - page.top) / page.height };
}
