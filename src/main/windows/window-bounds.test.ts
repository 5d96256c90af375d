import { describe, expect, it } from 'vitest';
import { boundsOnDisplays, displaysKey } from './window-bounds.ts';

const laptop = { x: 0, y: 0, width: 1920, height: 1040 };
const desk = { x: 1920, y: -200, width: 3840, height: 2120 };

describe('remembered window bounds', () => {
  it('are used again where their display still is', () => {
    const bounds = { x: 2500, y: 0, width: 1600, height: 1200, maximized: false };
    expect(boundsOnDisplays(bounds, [laptop, desk])).toEqual({ x: 2500, y: 0, width: 1600, height: 1200 });
  });

  it('are dropped where the display is gone or the title is out of reach', () => {
    const bounds = { x: 2500, y: 0, width: 1600, height: 1200, maximized: false };
    expect(boundsOnDisplays(bounds, [laptop])).toBeNull();
    expect(boundsOnDisplays({ ...bounds, x: 0, y: -50 }, [laptop])).toBeNull();
    expect(boundsOnDisplays({ ...bounds, x: 1900 }, [laptop])).toBeNull();
  });

  it('shrink with the display, but not below the smallest size', () => {
    const bounds = { x: 0, y: 0, width: 3000, height: 2000, maximized: false };
    expect(boundsOnDisplays(bounds, [laptop])).toMatchObject({ width: 1920, height: 1040 });
    expect(boundsOnDisplays(bounds, [{ ...laptop, width: 800, height: 600 }])).toMatchObject({
      width: 1024,
      height: 700,
    });
  });

  it('belong to a set of displays, in whatever order the system lists them', () => {
    expect(displaysKey('main', [laptop, desk])).toBe(displaysKey('main', [desk, laptop]));
    expect(displaysKey('main', [laptop])).not.toBe(displaysKey('main', [laptop, desk]));
    expect(displaysKey('main', [laptop])).not.toBe(displaysKey('viewer', [laptop]));
  });
});
