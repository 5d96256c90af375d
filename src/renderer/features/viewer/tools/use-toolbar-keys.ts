import type { KeyboardEvent, RefObject } from 'react';
import { useEffect, useRef } from 'react';

const stops = 'button:not(:disabled), input';

/** A toolbar is one stop of the Tab key; the arrows, Home and End move within it. */
export function useToolbarKeys(): {
  readonly bar: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
} {
  const bar = useRef<HTMLDivElement>(null);
  const all = (): HTMLElement[] => [...(bar.current?.querySelectorAll<HTMLElement>(stops) ?? [])];
  useEffect(() => {
    const each = all();
    const stop = each.find((element) => element.tabIndex === 0 && element.dataset['stop'] === 'true') ?? each[0];
    for (const element of each) {
      element.tabIndex = element === stop ? 0 : -1;
      element.dataset['stop'] = String(element === stop);
    }
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const each = all();
    const at = each.indexOf(event.target as HTMLElement);
    // Arrows belong to the caret in the field of the page number, but for those that leave it.
    if (at < 0 || (event.target instanceof HTMLInputElement && ['Home', 'End'].includes(event.key))) return;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: each.length - 1 }[event.key];
    if (to === undefined) return;
    const next = each[(to + each.length) % each.length];
    if (next === undefined) return;
    for (const element of each) {
      element.tabIndex = element === next ? 0 : -1;
      element.dataset['stop'] = String(element === next);
    }
    next.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  return { bar, onKeyDown };
}
