import { Button } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import en from '../../i18n/en/outbox.json';
import fr from '../../i18n/fr/outbox.json';
import { addCatalogue } from '../../i18n/i18n.ts';
import { useSyncNowMutation, useSyncStatusQuery } from '../../state/device-endpoints.ts';
import { useOutboxQuery } from '../../state/outbox-endpoints.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { Waiting } from '../../ui/feedback/waiting.tsx';
import { OutboxLine } from './outbox-line.tsx';
import './outbox.css';

addCatalogue('outbox', { en, fr });

type Show = 'open' | 'refused' | 'all';
const choices: readonly Show[] = ['all', 'open', 'refused'];

/** More than anybody looks through at once; the rest is asked for with the button at the end. */
const pageSize = 200;
const usualLineHeight = 44;

/** The ledger of what was done on this device: from "on this device" to a receipt, or a refusal in words. */
export function OutboxScreen() {
  const { t } = useTranslation(['outbox', 'frame']);
  const [show, setShow] = useState<Show>('all');
  const { data: sync } = useSyncStatusQuery({});
  const [syncNow] = useSyncNowMutation();
  const { data, error } = useOutboxQuery({ show, offset: 0, limit: pageSize });
  return (
    <section className="outbox" aria-labelledby="outbox-title">
      <div className="outbox-head">
        <h1 id="outbox-title">{t('outbox:title')}</h1>
        <p>{t('outbox:intro')}</p>
        <div className="outbox-tools">
          <div className="view-bar" role="group" aria-label={t('outbox:showLabel')}>
            {choices.map((choice) => (
              <button
                key={choice}
                type="button"
                className="view-tab"
                aria-pressed={choice === show}
                data-testid={`outbox-${choice}`}
                onClick={() => setShow(choice)}
              >
                {t(`outbox:show.${choice}`)}
              </button>
            ))}
          </div>
          <OutboxSummary waiting={data?.waiting ?? 0} refused={data?.refused ?? 0} isKnown={data !== undefined} />
          <Button
            size="small"
            disabledFocusable={(data?.waiting ?? 0) === 0 || sync?.state === 'syncing'}
            data-testid="outbox-retry"
            onClick={() => void syncNow({})}
          >
            {t('outbox:retry')}
          </Button>
        </div>
      </div>
      {error !== undefined && <ErrorNote error={error} />}
      {data === undefined && error === undefined && <Waiting label={t('frame:loading')} />}
      {data !== undefined && data.items.length === 0 && (
        <EmptyState title={t(`outbox:empty.${show}`)} text={t(`outbox:empty.${show}Text`)} />
      )}
      {data !== undefined && data.items.length > 0 && <Ledger show={show} total={data.total} />}
    </section>
  );
}

interface SummaryProps {
  readonly waiting: number;
  readonly refused: number;
  readonly isKnown: boolean;
}

function OutboxSummary({ waiting, refused, isKnown }: SummaryProps) {
  const { t } = useTranslation('outbox');
  if (!isKnown) return null;
  return (
    <p className="outbox-summary" role="status" data-testid="outbox-summary">
      {waiting === 0 && refused === 0 ? t('allReceived') : null}
      {waiting > 0 && t('waiting', { count: waiting })} {refused > 0 && t('refused', { count: refused })}
    </p>
  );
}

/** Windowed, because a device may have years of acts. */
function Ledger({ show, total }: { readonly show: Show; readonly total: number }) {
  const { t } = useTranslation('outbox');
  const scroller = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState(1);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback((n: number): void => {
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(n)) after.add(n);
      return after;
    });
  }, []);
  const virtual = useVirtualizer({
    count: Math.min(total, pages * pageSize),
    getScrollElement: () => scroller.current,
    estimateSize: () => usualLineHeight,
    overscan: 10,
  });
  const shown = virtual.getVirtualItems();
  const page = Math.floor((shown.at(0)?.index ?? 0) / pageSize);
  const here = useOutboxQuery({ show, offset: page * pageSize, limit: pageSize });
  const next = useOutboxQuery({ show, offset: (page + 1) * pageSize, limit: pageSize }, { skip: page + 1 >= pages });
  const itemAt = (index: number) => {
    const of = Math.floor(index / pageSize) === page ? here.data : next.data;
    return of?.items[index % pageSize];
  };
  if (pages * pageSize < total && (shown.at(-1)?.index ?? 0) > pages * pageSize - 20) setPages(pages + 1);
  return (
    <div className="outbox-scroller" ref={scroller} role="region" aria-label={t('title')}>
      <ol className="outbox-list" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => (
          <li
            key={itemAt(index)?.n ?? `coming-${index}`}
            ref={virtual.measureElement}
            data-index={index}
            className="outbox-place"
            style={{ transform: `translateY(${start}px)` }}
          >
            <OutboxLine item={itemAt(index)} isOpen={open.has(itemAt(index)?.n ?? 0)} toggle={toggle} />
          </li>
        ))}
      </ol>
    </div>
  );
}
