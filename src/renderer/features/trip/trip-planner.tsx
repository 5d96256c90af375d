import { Button } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TripChoice } from '#shared/contract/trip.ts';
import { selectQueuePlace } from '../../state/queue-place-slice.ts';
import { useAppSelector } from '../../state/store.ts';
import { useStartTripMutation, useTripEstimateQuery } from '../../state/trip-endpoints.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { Waiting } from '../../ui/feedback/waiting.tsx';
import { useSettled } from '../../ui/use-settled.ts';
import { DeviceFacts } from './device-facts.tsx';
import { TripCases } from './trip-cases.tsx';
import { TripChoiceForm } from './trip-choice.tsx';
import { TripFigures } from './trip-figures.tsx';

export interface TripPlannerProps {
  readonly started: () => void;
  /** Back to the plan that stands. */
  readonly giveUp?: () => void;
}

const usualCount = 5;
const typingRestMs = 200;

/** What to take along, and what it comes to before anything is fetched. */
export function TripPlanner({ started, giveUp }: TripPlannerProps) {
  const { t } = useTranslation(['trip', 'frame']);
  const { selected } = useAppSelector(selectQueuePlace);
  const [by, setBy] = useState<TripChoice['by']>(selected.length > 0 ? 'cases' : 'next');
  const [count, setCount] = useState(usualCount);
  const settled = useSettled(count, typingRestMs);
  const choice: TripChoice =
    by === 'cases' && selected.length > 0
      ? ({ by, cases: [...selected] } as TripChoice)
      : { by: 'next', count: settled };
  const { data, error } = useTripEstimateQuery({ choice });
  const [start, starting] = useStartTripMutation();
  // Pressing twice is one plan.
  const planId = useRef(crypto.randomUUID());
  const run = (): void => {
    void start({ planId: planId.current, choice })
      .unwrap()
      .then(started)
      .catch(() => undefined);
  };
  const isEmpty = data !== undefined && data.estimate.cases.length === 0;
  return (
    <>
      <section className="trip-card" aria-labelledby="trip-choose">
        <h2 id="trip-choose">{t('trip:choose')}</h2>
        <TripChoiceForm by={by} setBy={setBy} count={count} setCount={setCount} selected={selected.length} />
      </section>
      {error !== undefined && <ErrorNote error={error} />}
      {data === undefined && error === undefined && <Waiting label={t('trip:estimating')} />}
      {isEmpty && <EmptyState title={t('trip:nothing')} text={t('trip:nothingText')} />}
      {data !== undefined && !isEmpty && (
        <>
          <TripFigures estimate={data.estimate} choice={choice} />
          <DeviceFacts device={data.device} estimate={data.estimate} />
          {starting.error !== undefined && <ErrorNote error={starting.error} />}
          <div className="trip-steps">
            <Button
              appearance="primary"
              disabledFocusable={starting.isLoading || settled !== count}
              data-testid="trip-start"
              onClick={run}
            >
              {t('trip:start')}
            </Button>
            {giveUp !== undefined && (
              <Button appearance="subtle" onClick={giveUp}>
                {t('trip:keepPlan')}
              </Button>
            )}
            <p className="form-note">{t('trip:startHint')}</p>
          </div>
          <TripCases cases={data.estimate.cases} isStanding={false} />
        </>
      )}
    </>
  );
}
