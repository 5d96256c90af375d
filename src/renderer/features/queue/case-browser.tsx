import type { ReactNode } from 'react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractValue } from '#shared/contract/contract.ts';
import type { Session } from '#shared/contract/session.ts';
import type { BuiltInViewId } from '../../state/built-in-views.ts';
import { caseApi, usePeopleQuery } from '../../state/case-endpoints.ts';
import { useSettingsQuery, useSyncStatusQuery } from '../../state/device-endpoints.ts';
import type { QueuePlace } from '../../state/queue-place-slice.ts';
import { densityTurned } from '../../state/queue-place-slice.ts';
import { useAppDispatch } from '../../state/store.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { useFormat } from '../../ui/format/use-format.ts';
import { useActions } from '../../ui/keys/actions.tsx';
import { FilterChips } from './filter/filter-chips.tsx';
import { QueueSearch } from './filter/queue-search.tsx';
import { ViewBar } from './filter/view-bar.tsx';
import { CaseList } from './list/case-list.tsx';
import { NoCases } from './list/no-cases.tsx';
import type { CaseWindow } from './list/use-case-window.ts';
import { useCaseWindow } from './list/use-case-window.ts';
import { useListActions } from './list/use-list-actions.ts';
import { useListSteps } from './list/use-list-steps.ts';
import { StepBar } from './steps/step-bar.tsx';
import './queue.css';

export interface CaseBrowserProps {
  readonly title: string;
  readonly place: QueuePlace;
  readonly session: Session | null;
  readonly views: readonly BuiltInViewId[];
  /** Whose case each is, as a column and a filter. */
  readonly showsOfficer: boolean;
  readonly children?: ReactNode;
}

const rowHeights = { dense: 22, compact: 30, comfortable: 38 } as const;

/** How many lines the first screen shows at most, for the first question. */
const firstScreen = 40;

/** A list of cases with its views, filters and steps: the queue, and the supervisor's workload. */
export function CaseBrowser({ title, place, session, views, showsOfficer, children }: CaseBrowserProps) {
  const { t } = useTranslation('queue');
  const dispatch = useAppDispatch();
  const { data: settings } = useSettingsQuery({});
  const { filter, order, dense, cursor } = place;
  const [range, setRange] = useRange(place);
  const cases = useCaseWindow(filter, order, range.first, range.last);
  const steps = useListSteps(place, cases);
  const names = useOfficerNames(showsOfficer);
  const screen = useRef<HTMLElement>(null);
  const toList = useCallback(() => screen.current?.querySelector<HTMLElement>('[role="grid"]')?.focus(), []);
  useListActions(steps, place);
  usePrepared(place, cases);
  useActions('screen', [
    { id: 'dense', label: t('keys.dense'), keys: ['d'], run: () => void dispatch(densityTurned()) },
  ]);
  const rowHeight = rowHeights[dense ? 'dense' : (settings?.density ?? 'compact')];
  return (
    <section
      ref={screen}
      className="queue"
      data-dense={dense}
      aria-label={title}
      style={{ '--line-height': `${rowHeight}px` } as React.CSSProperties}
    >
      <h1 className="visually-hidden">{title}</h1>
      <div className="queue-head">
        <div className="queue-row">
          <ViewBar viewId={place.viewId} filter={filter} order={order} offered={views} />
          <QueueSearch text={filter.text} leave={toList} />
        </div>
        <div className="queue-row">
          <FilterChips filter={filter} order={order} dense={dense} officers={names.all} />
          <QueueCount cases={cases} />
        </div>
        {children}
      </div>
      <StepBar place={place} session={session} today={cases.today} />
      {cases.error !== undefined && cases.total === null ? (
        <div className="queue-trouble">
          <ErrorNote error={cases.error} />
        </div>
      ) : cases.total === 0 && !cases.isSettling ? (
        <NoCases place={place} views={views} />
      ) : (
        <CaseList
          place={place}
          cases={cases}
          steps={steps}
          label={title}
          rowHeight={rowHeight}
          officerName={showsOfficer ? names.nameOf : null}
          onRange={setRange}
        />
      )}
      <span hidden data-testid="queue-cursor">
        {cursor?.caseId}
      </span>
    </section>
  );
}

/** The lines to load. A new filter or order starts at its head again: the old range would ask for nothing of use. */
function useRange({ filter, order, cursor }: QueuePlace) {
  const at = cursor?.index ?? 0;
  const [range, setRange] = useState({ filter, order, first: at, last: at + firstScreen });
  const isOld = range.filter !== filter || range.order !== order;
  const onRange = useCallback(
    (first: number, last: number) => setRange({ filter, order, first, last: Math.max(last, first) }),
    [filter, order],
  );
  return [isOld ? { first: 0, last: firstScreen } : range, onRange] as const;
}

const nobodyYet: ContractValue<'case-file.people'> = [];

function useOfficerNames(isWanted: boolean) {
  const { t } = useTranslation('queue');
  const { data: people = nobodyYet } = usePeopleQuery({}, { skip: !isWanted });
  const nobody = t('line.nobody');
  const nameOf = useCallback(
    (officerId: string | null) =>
      officerId === null ? nobody : (people.find((person) => person.officerId === officerId)?.name ?? officerId),
    [people, nobody],
  );
  const all = useMemo(() => people.filter((person) => person.decides), [people]);
  return { nameOf, all };
}

const restBeforePreparingMs = 150;

/** The case under the cursor and the next one are made quick to open while the officer reads the list. */
function usePrepared({ cursor }: QueuePlace, cases: CaseWindow): void {
  const dispatch = useAppDispatch();
  const { data: sync } = useSyncStatusQuery({});
  const here = cursor === null ? undefined : cases.lineAt(cursor.index)?.caseId;
  const next = cursor === null ? undefined : cases.lineAt(cursor.index + 1)?.caseId;
  const isLoading = sync?.progress != null;
  useEffect(() => {
    if (isLoading) return;
    const timer = setTimeout(() => {
      for (const caseId of [here, next]) {
        if (caseId !== undefined)
          void dispatch(caseApi.endpoints.prepareCase.initiate({ caseId }, { subscribe: false }));
      }
    }, restBeforePreparingMs);
    return () => clearTimeout(timer);
  }, [dispatch, here, next, isLoading]);
}

function QueueCount({ cases }: { readonly cases: CaseWindow }) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  if (cases.total === null) return null;
  const asOf = cases.asOf === null ? t('asOfNever') : t('asOf', { time: format.recent(cases.asOf) });
  return (
    <span className="queue-count" data-testid="queue-count">
      {t('cases', { count: cases.total, shown: format.number(cases.total) })}, {asOf}
    </span>
  );
}
