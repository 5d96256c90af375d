import type { PointerEvent } from 'react';
import { useRef } from 'react';

interface Grip {
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly top: number;
}

/** Dragging the pages under the pointer: with the hand, and with the middle button whatever the tool. */
export function useHand(isOn: boolean) {
  const grip = useRef<Grip | null>(null);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>): void => {
      if (!(isOn && event.button === 0) && event.button !== 1) return;
      const { scrollLeft: left, scrollTop: top } = event.currentTarget;
      grip.current = { x: event.clientX, y: event.clientY, left, top };
      event.currentTarget.setPointerCapture(event.pointerId);
      event.preventDefault();
      event.currentTarget.focus();
    },
    onPointerMove: (event: PointerEvent<HTMLElement>): void => {
      const from = grip.current;
      if (from === null) return;
      event.currentTarget.scrollLeft = from.left + from.x - event.clientX;
      event.currentTarget.scrollTop = from.top + from.y - event.clientY;
    },
    onPointerUp: (): void => {
      grip.current = null;
    },
    onPointerCancel: (): void => {
      grip.current = null;
    },
  };
}
