import type { CSSProperties } from 'react';
import { memo } from 'react';
import type { QueueRow } from '#shared/contract/queue.ts';
import { ageOf } from './age.ts';
import { AgeBar } from './age-bar.tsx';
import { CaseMarks, ReadySign } from './case-marks.tsx';
import type { ListTexts } from './list-texts.ts';

export interface CaseLineProps {
  readonly t: ListTexts;
  /** Undefined while the line is on its way. */
  readonly row: QueueRow | undefined;
  readonly index: number;
  readonly top: number;
  readonly today: string;
  readonly isCursor: boolean;
  readonly isSelected: boolean;
  /** Null where the column is not shown. */
  readonly officerName: string | null;
  readonly id: string;
}

/** The browser notes when text of these is first painted; the benchmark of the start reads it. No type of React's knows it. */
const paintNoted = { elementtiming: 'queue-line' };

/** One line a case. Drawn thousands of times while scrolling: no component library inside. */
export const CaseLine = memo(function CaseLine(props: CaseLineProps) {
  const { t, row, index, top, today, isCursor, isSelected, officerName, id } = props;
  const style: CSSProperties = { transform: `translateY(${top}px)` };
  // The heading is the first row of the grid.
  const rowIndex = index + 2;
  if (row === undefined) {
    return (
      <div role="row" aria-rowindex={rowIndex} className="case-line case-line-coming" style={style}>
        <span role="gridcell" aria-busy aria-label={t('queue:line.coming')} className="case-coming" />
      </div>
    );
  }
  const counts = { unread: row.unread, documents: row.documents };
  const unreadText = row.unread > 0 ? t('queue:line.unreadText', counts) : undefined;
  const program = t(`domain:program.${row.program}`);
  const stage = t(`domain:stage.${row.stage}`);
  return (
    <div
      role="row"
      id={id}
      className="case-line"
      style={style}
      aria-rowindex={rowIndex}
      aria-selected={isSelected}
      data-cursor={isCursor}
      data-index={index}
      data-testid="queue-row"
      data-case={row.caseId}
    >
      <span role="gridcell" className="case-select" aria-label={t('queue:line.select', { number: row.number })}>
        <span className="case-check" aria-hidden />
      </span>
      <span role="gridcell" className="case-number" {...paintNoted}>
        {row.number}
        <ReadySign t={t} row={row} />
      </span>
      <span role="gridcell" className="case-name" title={row.name}>
        {row.name}
        {row.news > 0 && <b className="case-news">{t('queue:line.news', { count: row.news })}</b>}
      </span>
      <span role="gridcell" title={program}>
        {program}
      </span>
      <span role="gridcell" title={stage}>
        {stage}
      </span>
      <span role="gridcell">
        <AgeBar t={t} age={ageOf(row, today)} />
      </span>
      <span role="gridcell">
        <DueCell t={t} row={row} today={today} />
      </span>
      <span role="gridcell" className="case-line-marks">
        <CaseMarks t={t} row={row} />
      </span>
      <span role="gridcell" className="case-unread" title={unreadText}>
        {row.unread > 0 && (
          <>
            <span aria-hidden>{t('queue:line.unread', counts)}</span>
            <span className="visually-hidden">{unreadText}</span>
          </>
        )}
      </span>
      {officerName !== null && (
        <span role="gridcell" className={row.officerId === null ? 'case-quiet' : undefined}>
          {officerName}
        </span>
      )}
    </div>
  );
});

/** The nearer of the bring-forward date and the next due date. */
function DueCell({ t, row, today }: Pick<CaseLineProps, 't' | 'today'> & { readonly row: QueueRow }) {
  const { bringForward, nextDue } = row;
  if (bringForward !== null && (nextDue === null || bringForward.date <= nextDue)) {
    const { date, code, text } = bringForward;
    return (
      <span className="case-due" data-when={whenOf(date, today)} title={t('queue:line.bfText', { date, code, text })}>
        {t('queue:line.bf', { date })}
      </span>
    );
  }
  if (nextDue === null) return null;
  return (
    <span className="case-due" data-when={whenOf(nextDue, today)}>
      {t('queue:line.due', { date: nextDue })}
    </span>
  );
}

function whenOf(day: string, today: string): 'past' | 'today' | 'later' {
  if (day < today) return 'past';
  return day === today ? 'today' : 'later';
}
