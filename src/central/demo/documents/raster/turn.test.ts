import { describe, expect, it } from 'vitest';
import { createPlane } from './plane.ts';
import { turnPlane } from './turn.ts';

describe('turnPlane', () => {
  it.each([1, 3] as const)('moves the corners clockwise with %i channel(s)', (channels) => {
    const plane = createPlane(16, 8, channels);
    plane.data.fill(1, 0, channels);
    plane.data.fill(2, 15 * channels, 16 * channels);
    const once = turnPlane(plane, 1);
    expect([once.width, once.height]).toEqual([8, 16]);
    expect(once.data[7 * channels]).toBe(1);
    expect(once.data[(15 * 8 + 7) * channels]).toBe(2);
  });

  it.each([1, 3] as const)('comes back after four quarters, two halves, or one and three (%i channels)', (channels) => {
    const plane = createPlane(24, 16, channels);
    plane.data.forEach((_, index) => {
      plane.data[index] = (index * 7919) & 255;
    });
    expect(turnPlane(turnPlane(plane, 2), 2).data).toEqual(plane.data);
    expect(turnPlane(turnPlane(plane, 1), 3).data).toEqual(plane.data);
    expect(turnPlane(turnPlane(turnPlane(turnPlane(plane, 1), 1), 1), 1).data).toEqual(plane.data);
  });
});
