import type { KeyboardEvent, PointerEvent } from 'react';
import { useRef } from 'react';

export interface SeparatorProps {
  readonly label: string;
  /** The pane's width as a fraction of the room. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** 1: the pane grows as the separator goes right; -1: as it goes left. */
  readonly direction: 1 | -1;
  /** Pixels of all panes together. */
  readonly room: () => number;
  /** While it is being moved. */
  readonly move: (value: number) => void;
  /** Where it was left. */
  readonly settle: (value: number) => void;
}

const keyStep = 0.02;

/** The line between two panes: dragged, or moved by the arrow keys, Home and End. */
export function Separator({ label, value, min, max, direction, room, move, settle }: SeparatorProps) {
  const drag = useRef<{ readonly x: number; readonly from: number; readonly room: number } | null>(null);
  const wantedAt = (event: PointerEvent): number | null => {
    const begun = drag.current;
    return begun === null ? null : begun.from + (direction * (event.clientX - begun.x)) / begun.room;
  };
  const press = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: value + direction * keyStep,
      ArrowLeft: value - direction * keyStep,
      Home: min,
      End: max,
    };
    const wanted = steps[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    settle(wanted);
  };
  const percent = (part: number): number => Math.round(part * 100);
  return (
    <div
      className="separator"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={percent(value)}
      aria-valuemin={percent(min)}
      aria-valuemax={percent(max)}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, from: value, room: room() };
      }}
      onPointerMove={(event) => {
        const wanted = wantedAt(event);
        if (wanted !== null) move(wanted);
      }}
      onPointerUp={(event) => {
        const wanted = wantedAt(event);
        drag.current = null;
        if (wanted !== null) settle(wanted);
      }}
      onPointerCancel={() => {
        drag.current = null;
        settle(value);
      }}
    />
  );
}
