import { useVirtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent } from 'react';
import { useEffect, useId, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueuePlace } from '../../../state/queue-place-slice.ts';
import { selectSelectedSet } from '../../../state/queue-place-slice.ts';
import { useAppSelector } from '../../../state/store.ts';
import { CaseLine } from './case-line.tsx';
import { columnsFor } from './columns.ts';
import { GroupLine } from './group-line.tsx';
import { ListHeading } from './list-heading.tsx';
import { layOut } from './list-layout.ts';
import type { CaseWindow } from './use-case-window.ts';
import { useLineClick } from './use-line-click.ts';
import type { ListSteps } from './use-list-steps.ts';
import './case-list.css';

export interface CaseListProps {
  readonly place: QueuePlace;
  readonly cases: CaseWindow;
  readonly steps: ListSteps;
  readonly label: string;
  readonly rowHeight: number;
  /** Names by user code; null where the column of officers is not shown. */
  readonly officerName: ((officerId: string | null) => string) | null;
  /** What can be seen now, told so that it is loaded. */
  readonly onRange: (first: number, last: number) => void;
}

/** Lines beyond the edge that are drawn all the same, so that a short scroll shows no gap. */
const overscan = 8;

/** As in case-list.css. */
const headingHeight = 31;

/** The list of cases: only what can be seen is drawn, at a hundred thousand lines as at ten. */
export function CaseList(props: CaseListProps) {
  const { place, cases, steps, label, rowHeight, officerName, onRange } = props;
  const { t } = useTranslation(['queue', 'domain']);
  const grid = useRef<HTMLDivElement>(null);
  const lineId = useId();
  const selected = useAppSelector(selectSelectedSet);
  const total = cases.total ?? 0;
  const layout = useMemo(() => layOut(total, cases.groups), [total, cases.groups]);
  const columns = columnsFor(officerName !== null);
  const virtual = useVirtualizer({
    count: layout.items,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    overscan,
    // The heading stays in view above the lines and takes its height from them.
    scrollPaddingEnd: headingHeight,
    initialOffset: Math.max(0, ((place.cursor?.index ?? 0) - 4) * rowHeight),
  });
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight]);
  useScrollToStart(grid, place);
  useEffect(() => {
    // Where the search was asked for, the focus is already in it.
    if (!(document.activeElement instanceof HTMLInputElement)) grid.current?.focus({ preventScroll: true });
  }, []);

  const shown = virtual.getVirtualItems();
  const lines = shown.map((item) => layout.at(item.index)).filter((item) => item.kind === 'line');
  const firstLine = lines.at(0)?.index ?? 0;
  const lastLine = lines.at(-1)?.index ?? 0;
  useEffect(() => onRange(firstLine, lastLine), [onRange, firstLine, lastLine]);

  const cursorIndex = place.cursor?.index;
  useLayoutEffect(() => {
    if (cursorIndex !== undefined && total > 0) virtual.scrollToIndex(layout.itemOf(cursorIndex), { align: 'auto' });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only when the cursor moves: new lines must not pull the list back to it
  }, [cursorIndex]);

  const press = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((grid.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    if (steps.press(event, page)) event.preventDefault();
  };
  const click = useLineClick(cases, steps);

  const isCursorShown = cursorIndex !== undefined && cursorIndex >= firstLine && cursorIndex <= lastLine;
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      className="case-list"
      data-officer={officerName !== null}
      data-testid="queue-grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      aria-busy={cases.isSettling || cases.total === null}
      aria-activedescendant={isCursorShown ? `${lineId}-${cursorIndex}` : undefined}
      onKeyDown={press}
      onClick={click}
    >
      <ListHeading columns={columns} order={place.order} />
      <div role="rowgroup" className="case-lines" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index: item, start }) => {
          const at = layout.at(item);
          if (at.kind === 'group') {
            return <GroupLine key={`group-${at.group.key}`} t={t} group={at.group} order={place.order} top={start} />;
          }
          const row = cases.lineAt(at.index);
          return (
            <CaseLine
              key={at.index}
              t={t}
              id={`${lineId}-${at.index}`}
              row={row}
              index={at.index}
              top={start}
              today={cases.today}
              isCursor={at.index === cursorIndex}
              isSelected={row !== undefined && selected.has(row.caseId)}
              officerName={officerName === null ? null : officerName(row?.officerId ?? null)}
            />
          );
        })}
      </div>
    </div>
  );
}

/** A new filter or order begins at its start; the first time the list stands where it was left. */
function useScrollToStart(scroller: React.RefObject<HTMLDivElement | null>, { filter, order }: QueuePlace): void {
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else scroller.current?.scrollTo({ top: 0 });
  }, [scroller, filter, order]);
}
