import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import './layer.css';

export interface LayerProps {
  readonly label: string;
  readonly close: () => void;
  readonly children: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
  readonly testId?: string;
}

/** The part of a layer that scrolls where it is long: reached by Tab, so that arrow keys scroll it. */
export function LayerText({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <div className="layer-body" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

/**
 * A modal layer: the browser's own dialog, which keeps the focus inside, gives it back where it came from, closes with
 * Escape and makes the rest inert. Ours only because the component library's brings 60 kB for the same.
 */
export function Layer({ label, close, children, size = 'medium', testId }: LayerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  useEffect(() => {
    const shown = dialog.current;
    const pressed = (event: MouseEvent): void => {
      // Only the backdrop: a press that began inside and ended there selects text.
      if (event.target === shown) close();
    };
    shown?.addEventListener('mousedown', pressed);
    return () => shown?.removeEventListener('mousedown', pressed);
  }, [close]);
  return (
    <dialog
      ref={dialog}
      className="layer"
      data-size={size}
      aria-label={label}
      {...(testId === undefined ? {} : { 'data-testid': testId })}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <div className="layer-content">{children}</div>
    </dialog>
  );
}
