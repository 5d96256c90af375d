import type { PageRegion } from './draw-request.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface PixelBox extends Size {
  readonly left: number;
  readonly top: number;
}

/** A region in whole pixels of a page, at least one each way and never outside of it. */
export function regionBox(region: PageRegion, page: Size): PixelBox {
  const left = Math.min(page.width - 1, Math.max(0, Math.floor(region.x * page.width)));
  const top = Math.min(page.height - 1, Math.max(0, Math.floor(region.y * page.height)));
  const right = Math.min(page.width, Math.ceil((region.x + region.width) * page.width));
  const bottom = Math.min(page.height, Math.ceil((region.y + region.height) * page.height));
  return { left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

/** Where a box of the upright page lies in the page as it is stored (orientations as in TIFF 6.0, tag 274). */
export function storedBox(box: PixelBox, upright: Size, orientation: number): PixelBox {
  const { left, top, width, height } = box;
  const fromRight = upright.width - left - width;
  const fromBottom = upright.height - top - height;
  switch (orientation) {
    case 2:
      return { left: fromRight, top, width, height };
    case 3:
      return { left: fromRight, top: fromBottom, width, height };
    case 4:
      return { left, top: fromBottom, width, height };
    case 5:
      return { left: top, top: left, width: height, height: width };
    case 6:
      return { left: top, top: fromRight, width: height, height: width };
    case 7:
      return { left: fromBottom, top: fromRight, width: height, height: width };
    case 8:
      return { left: fromBottom, top: left, width: height, height: width };
    default:
      return box;
  }
}

/** Turns and mirrors that make a stored picture upright: mirrored left-right first, then turned clockwise. */
export function uprightSteps(orientation: number): { readonly mirror: boolean; readonly turn: 0 | 90 | 180 | 270 } {
  switch (orientation) {
    case 2:
      return { mirror: true, turn: 0 };
    case 3:
      return { mirror: false, turn: 180 };
    case 4:
      return { mirror: true, turn: 180 };
    case 5:
      return { mirror: true, turn: 270 };
    case 6:
      return { mirror: false, turn: 90 };
    case 7:
      return { mirror: true, turn: 90 };
    case 8:
      return { mirror: false, turn: 270 };
    default:
      return { mirror: false, turn: 0 };
  }
}

/** The size of the region's picture before it is turned, for a width after turning. Never larger than the region itself. */
export function drawnSize(region: Size, rotation: number, widthPx: number): Size {
  const across = rotation % 180 === 0 ? region.width : region.height;
  const scale = Math.min(1, widthPx / across);
  return {
    width: Math.max(1, Math.round(region.width * scale)),
    height: Math.max(1, Math.round(region.height * scale)),
  };
}
