import type { KeyboardEvent } from 'react';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageRegion } from '#shared/model/evidence.ts';
import { boundedRegion } from './page-geometry.ts';

export interface RegionBoxProps {
  /** As it lies on the screen. */
  readonly region: PageRegion;
  readonly pageLabel: string;
  readonly canCite: boolean;
  /** Takes the focus when it appears: it was begun by key. */
  readonly takesFocus: boolean;
  readonly change: (region: PageRegion) => void;
  readonly cite: () => void;
  readonly drop: () => void;
}

const step = 0.02;
const fine = 0.004;

/** Arrows move, Shift and arrows resize, Alt makes the step fine. */
function moved(region: PageRegion, event: KeyboardEvent): PageRegion | null {
  const by = event.altKey ? fine : step;
  const [dx, dy] = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }[event.key] ?? [
    0, 0,
  ];
  if (dx === 0 && dy === 0) return null;
  const { x, y, width, height } = region;
  return boundedRegion(
    event.shiftKey
      ? { x, y, width: width + (dx ?? 0), height: height + (dy ?? 0) }
      : { x: x + (dx ?? 0), y: y + (dy ?? 0), width, height },
  );
}

const percent = (value: number): string => `${(value * 100).toFixed(3)}%`;

export function regionStyle({ x, y, width, height }: PageRegion) {
  return { left: percent(x), top: percent(y), width: percent(width), height: percent(height) };
}

/** The region being chosen, by pointer or by key. */
export function RegionBox({ region, pageLabel, canCite, takesFocus, change, cite, drop }: RegionBoxProps) {
  const { t } = useTranslation('viewer');
  const box = useRef<HTMLDivElement>(null);
  const keysId = useId();
  useEffect(() => {
    if (takesFocus) box.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  useEffect(() => {
    if (takesFocus) box.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [takesFocus, region]);
  const press = (event: KeyboardEvent): void => {
    const next = moved(region, event);
    if (next !== null) change(next);
    else if (event.key === 'Escape') drop();
    else if (event.key === 'Enter' && event.target === box.current) {
      if (canCite) cite();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const where = t('region.where', {
    page: pageLabel,
    left: Math.round(region.x * 100),
    top: Math.round(region.y * 100),
    right: Math.round((region.x + region.width) * 100),
    bottom: Math.round((region.y + region.height) * 100),
  });
  return (
    <div
      ref={box}
      className="region-box"
      role="group"
      aria-label={t('region.label')}
      aria-describedby={keysId}
      tabIndex={0}
      style={regionStyle(region)}
      onKeyDown={press}
      onPointerDown={(event) => event.stopPropagation()}
      data-testid="region-box"
    >
      <span className="visually-hidden" id={keysId}>
        {t('region.keys')}
      </span>
      <span className="visually-hidden" aria-live="polite">
        {where}
      </span>
      <div className="region-steps">
        {canCite && (
          <button type="button" className="primary" onClick={cite} data-testid="region-cite">
            {t('region.cite')} <kbd>E</kbd>
          </button>
        )}
        <button type="button" onClick={drop}>
          {t('region.drop')}
        </button>
      </div>
    </div>
  );
}
