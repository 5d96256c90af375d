import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TripCase } from '#shared/contract/trip.ts';
import { wentTo } from '../../state/route-slice.ts';
import { useAppDispatch } from '../../state/store.ts';
import { useFormat } from '../../ui/format/use-format.ts';
import { TripGaps } from './trip-gaps.tsx';

const usualLineHeight = 34;

export interface TripCasesProps {
  readonly cases: readonly TripCase[];
  /** Of a plan that stands: whether each case is ready is known then. */
  readonly isStanding: boolean;
  readonly isChecked?: boolean;
}

/** The cases of a trip, one line each. Windowed: a plan may have five hundred. */
export function TripCases({ cases, isStanding, isChecked = false }: TripCasesProps) {
  const { t } = useTranslation('trip');
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: cases.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualLineHeight,
    overscan: 12,
  });
  return (
    <div className="trip-cases">
      <div className="trip-columns trip-line" aria-hidden>
        <span>{t('column.number')}</span>
        <span>{t('column.name')}</span>
        <span className="trip-number">{t('column.documents')}</span>
        <span className="trip-number">{t('column.pages')}</span>
        <span className="trip-number">{t('column.toFetch')}</span>
        <span>{isStanding ? t('column.state') : t('column.gaps')}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <div className="trip-scroller" ref={scroller} role="region" aria-label={t('casesLabel')} tabIndex={0}>
        <ol className="trip-list" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const line = cases[index];
            return (
              <li
                key={line?.caseId ?? index}
                ref={virtual.measureElement}
                data-index={index}
                style={{ transform: `translateY(${start}px)` }}
              >
                {line !== undefined && <TripLine line={line} isStanding={isStanding} isChecked={isChecked} />}
              </li>
            );
          })}
        </ol>
      </div>
    </div>
  );
}

interface TripLineProps {
  readonly line: TripCase;
  readonly isStanding: boolean;
  readonly isChecked: boolean;
}

function TripLine({ line, isStanding, isChecked }: TripLineProps) {
  const { t } = useTranslation('trip');
  const dispatch = useAppDispatch();
  const format = useFormat();
  const { caseId, number, name, documents, pages, bytesToFetch, gaps } = line;
  const isReady = isStanding && isChecked && gaps.length === 0;
  return (
    <div className="trip-line" data-testid="trip-case" data-case={caseId} data-ready={isReady}>
      <span>
        {number === '' ? (
          t('caseGone')
        ) : (
          <button
            type="button"
            className="link-button"
            aria-label={t('openCase', { number })}
            onClick={() => dispatch(wentTo({ screen: 'case', caseId }))}
          >
            {number}
          </button>
        )}
      </span>
      <span>{name}</span>
      <span className="trip-number">
        <span className="visually-hidden">{t('column.documents')}: </span>
        {format.number(documents)}
      </span>
      <span className="trip-number">
        <span className="visually-hidden">{t('column.pages')}: </span>
        {format.number(pages)}
      </span>
      <span className="trip-number">
        <span className="visually-hidden">{t('column.toFetch')}: </span>
        {bytesToFetch === 0 ? t('here') : format.bytes(bytesToFetch)}
      </span>
      <TripGaps gaps={gaps} isReady={isReady} />
    </div>
  );
}
