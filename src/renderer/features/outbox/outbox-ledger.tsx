import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractArgs } from '#shared/contract/contract.ts';
import { useOutboxQuery } from '../../state/outbox-endpoints.ts';
import { keyOf, OutboxLine } from './outbox-line.tsx';

/** Lines asked for at once: more than a screen holds, few enough for one frame. */
export const pageSize = 100;
const usualLineHeight = 44;

export interface OutboxLedgerProps {
  readonly ask: Omit<ContractArgs<'outbox.list'>, 'offset' | 'limit'>;
  readonly total: number;
  /** Each line says whose it is. */
  readonly isShared: boolean;
}

/** Windowed, because a device may have years of acts: at most two pages of them are held. */
export function OutboxLedger({ ask, total, isShared }: OutboxLedgerProps) {
  const { t } = useTranslation('outbox');
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((key: string): void => {
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  }, []);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualLineHeight,
    overscan: 10,
  });
  const shown = virtual.getVirtualItems();
  const first = Math.floor((shown.at(0)?.index ?? 0) / pageSize);
  const last = Math.floor((shown.at(-1)?.index ?? 0) / pageSize);
  const one = useOutboxQuery({ ...ask, offset: first * pageSize, limit: pageSize });
  const other = useOutboxQuery({ ...ask, offset: last * pageSize, limit: pageSize }, { skip: last === first });
  const itemAt = (index: number) => {
    const page = Math.floor(index / pageSize) === first ? one.currentData : other.currentData;
    return page?.items[index % pageSize];
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <div className="outbox-scroller" ref={scroller} role="region" aria-label={t('title')} tabIndex={0}>
      <ol className="outbox-list" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const item = itemAt(index);
          return (
            <li
              key={item === undefined ? `coming-${index}` : keyOf(item)}
              ref={virtual.measureElement}
              data-index={index}
              className="outbox-place"
              aria-setsize={total}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <OutboxLine
                item={item}
                isOpen={item !== undefined && open.has(keyOf(item))}
                toggle={toggle}
                isShared={isShared}
              />
            </li>
          );
        })}
      </ol>
    </div>
  );
}
