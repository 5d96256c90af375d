import type { ReactNode, RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import './panel.css';

export interface PanelProps {
  readonly label: string;
  /** What it hangs below. */
  readonly target: RefObject<HTMLElement | null>;
  readonly close: () => void;
  readonly children: ReactNode;
  readonly testId?: string;
}

const edge = 8;

/** Below the target, within the window, aligned with the side of it that has room. */
function place(panel: HTMLElement, target: HTMLElement): void {
  const { left, right, bottom } = target.getBoundingClientRect();
  const { width } = panel.getBoundingClientRect();
  const wanted = left + width > window.innerWidth - edge ? right - width : left;
  panel.style.left = `${Math.max(edge, Math.min(wanted, window.innerWidth - width - edge))}px`;
  panel.style.top = `${bottom + 4}px`;
  panel.style.maxHeight = `${window.innerHeight - bottom - 4 - edge}px`;
}

/** A panel below a button: the browser's popover, which closes with Escape or a click elsewhere. */
export function Panel({ label, target, close, children, testId }: PanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const shown = panel.current;
    if (shown === null || target.current === null) return;
    shown.showPopover();
    place(shown, target.current);
    (shown.querySelector<HTMLElement>('input:checked, button, input') ?? shown).focus();
    // The window is made smaller or zoomed, or what it hangs below says something longer.
    const follow = (): void => void (target.current !== null && place(shown, target.current));
    const sizes = new ResizeObserver(follow);
    sizes.observe(target.current);
    sizes.observe(document.documentElement);
    return () => sizes.disconnect();
  }, [target]);
  useEffect(() => {
    const shown = panel.current;
    const toggled = (event: Event): void => {
      if ((event as ToggleEvent).newState === 'closed') close();
    };
    shown?.addEventListener('toggle', toggled);
    return () => shown?.removeEventListener('toggle', toggled);
  }, [close]);
  return (
    <div
      ref={panel}
      popover="auto"
      role="dialog"
      tabIndex={-1}
      className="panel"
      aria-label={label}
      {...(testId === undefined ? {} : { 'data-testid': testId })}
    >
      {children}
    </div>
  );
}
