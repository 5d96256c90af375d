import type { PointerEvent } from 'react';
import { useState } from 'react';
import type { PageRegion } from '#shared/model/evidence.ts';
import { boundedRegion } from './page-geometry.ts';

/** Smaller than this is a click, not a region. */
const smallest = 0.008;

interface Start {
  readonly x: number;
  readonly y: number;
}

function fractionsOf(event: PointerEvent<HTMLElement>): Start {
  const box = event.currentTarget.getBoundingClientRect();
  const within = (value: number): number => Math.min(1, Math.max(0, value));
  return { x: within((event.clientX - box.left) / box.width), y: within((event.clientY - box.top) / box.height) };
}

const between = (from: Start, to: Start): PageRegion => ({
  x: Math.min(from.x, to.x),
  y: Math.min(from.y, to.y),
  width: Math.abs(to.x - from.x),
  height: Math.abs(to.y - from.y),
});

/** Drawing a region with the pointer on one page; `done` gets it as it lies on the screen. */
export function useRegionDrag(isOn: boolean, done: (region: PageRegion | null) => void) {
  const [start, setStart] = useState<Start | null>(null);
  const [drawn, setDrawn] = useState<PageRegion | null>(null);
  const finish = (event: PointerEvent<HTMLElement>): void => {
    if (start === null) return;
    const region = between(start, fractionsOf(event));
    setStart(null);
    setDrawn(null);
    done(region.width < smallest || region.height < smallest ? null : boundedRegion(region));
  };
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>): void => {
      if (!isOn || event.button !== 0 || event.pointerType === 'touch') return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setStart(fractionsOf(event));
    },
    onPointerMove: (event: PointerEvent<HTMLElement>): void => {
      if (start !== null) setDrawn(between(start, fractionsOf(event)));
    },
    onPointerUp: finish,
    onPointerCancel: (): void => {
      setStart(null);
      setDrawn(null);
    },
  };
  return { drawn, handlers };
}
