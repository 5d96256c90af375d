import type { DocumentKind } from '../raster/document-kind.ts';
import type { RasterPage } from '../raster/raster-page.ts';

/** A part of an upright page in fractions of its width and height. */
export interface PageRegion {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One page as a picture: the region cut out of the upright page, turned clockwise, scaled to the width. */
export interface DrawRequest {
  readonly kind: DocumentKind;
  readonly pageIndex: number;
  /** As the header has it; null for PDF. */
  readonly page: RasterPage | null;
  readonly region: PageRegion;
  readonly rotation: 0 | 90 | 180 | 270;
  /** Of the picture, after turning. A picture that is smaller is not blown up. */
  readonly widthPx: number;
}

export const wholePage: PageRegion = { x: 0, y: 0, width: 1, height: 1 };

export interface DrawnPage {
  readonly mime: string;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Pages of the whole document, where drawing had to find them; null for pictures, whose headers say it. */
  readonly documentPages: number | null;
}

/** What the engine's process is told, and what it answers; by structured clone. */
export type EngineCommand =
  | { readonly t: 'load'; readonly document: string; readonly bytes: Uint8Array }
  | { readonly t: 'forget'; readonly document: string }
  | { readonly t: 'draw'; readonly id: number; readonly document: string; readonly request: DrawRequest };

export type EngineAnswer =
  | { readonly t: 'drawn'; readonly id: number; readonly page: DrawnPage }
  | { readonly t: 'failed'; readonly id: number; readonly code: string; readonly why: string };

/** Most pixels of one picture: 8192 wide and an eighth as high again as it is wide, far beyond any screen. */
export const mostDrawnPixels = 72_000_000;
