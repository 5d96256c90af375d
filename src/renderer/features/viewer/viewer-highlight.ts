import type { PageRegion } from '#shared/model/evidence.ts';

/** A place on a page that is marked: a cite, or what was just jumped to. */
export interface ViewerHighlight {
  readonly id: string;
  readonly pageIndex: number;
  /** In the page's own orientation. */
  readonly region: PageRegion;
  readonly label: string;
  readonly tone: 'cite' | 'selected';
}

/** Where the viewer is asked to look. A new `token` asks again for the same place. */
export interface FocusTarget {
  readonly pageIndex: number;
  readonly region?: PageRegion;
  readonly token: number;
}

/** A region being chosen on a page, in the page's own orientation. */
export interface ChosenRegion {
  readonly pageIndex: number;
  readonly region: PageRegion;
  readonly byKey: boolean;
}
