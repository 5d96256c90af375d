import { Button } from '@fluentui/react-components';
import {
  AirplaneTakeOffRegular,
  ArrowDownloadRegular,
  CheckmarkCircleRegular,
  PauseRegular,
  WarningRegular,
} from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { TripPlan } from '#shared/contract/trip.ts';
import { useSyncStatusQuery } from '../../state/device-endpoints.ts';
import { useCancelTripMutation, useCheckTripMutation, usePauseTripMutation } from '../../state/trip-endpoints.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { useFormat } from '../../ui/format/use-format.ts';
import { TripCases } from './trip-cases.tsx';
import { useDuration } from './use-duration.ts';

const icons = {
  fetching: ArrowDownloadRegular,
  paused: PauseRegular,
  checking: AirplaneTakeOffRegular,
  ready: CheckmarkCircleRegular,
  'with-gaps': WarningRegular,
  changed: WarningRegular,
} as const;

export interface TripStandingProps {
  readonly plan: TripPlan;
  /** The planner stands below: the cases of this plan are not listed then. */
  readonly isPlanning: boolean;
  readonly chooseAnew: () => void;
}

/** The plan that stands: how far it is, or that it is ready, with the day it was checked. */
export function TripStanding({ plan, isPlanning, chooseAnew }: TripStandingProps) {
  const { t } = useTranslation('trip');
  const { state, problem, cases, checkedAt } = plan;
  const Icon = icons[state];
  return (
    <>
      <section
        className="trip-card trip-standing"
        data-state={state}
        data-testid="trip-standing"
        aria-labelledby="trip-state"
      >
        <h2 id="trip-state" role="status">
          <Icon aria-hidden /> <StandingWords plan={plan} />
        </h2>
        <Progress plan={plan} />
        {problem !== null && <ErrorNote error={{ code: problem }} />}
        <StandingFacts plan={plan} />
        <StandingSteps plan={plan} isPlanning={isPlanning} chooseAnew={chooseAnew} />
        {state === 'checking' && <p className="form-note">{t('checkingHint')}</p>}
        {state === 'changed' && <p className="form-note">{t('changedHint')}</p>}
      </section>
      {!isPlanning && <TripCases cases={cases} isStanding isChecked={checkedAt !== null} />}
    </>
  );
}

function StandingWords({ plan }: { readonly plan: TripPlan }) {
  const { t } = useTranslation('trip');
  const format = useFormat();
  const { state, cases, checkedAt, checking } = plan;
  const time = checkedAt === null ? '' : format.moment(checkedAt);
  const withGaps = cases.filter((each) => each.gaps.length > 0).length;
  switch (state) {
    case 'fetching':
    case 'paused':
      return t(`standing.${state}`, { count: cases.length });
    case 'checking':
      return t('standing.checking', { done: format.number(checking?.done ?? 0), of: format.number(checking?.of ?? 0) });
    case 'ready':
      return t('standing.ready', { count: cases.length, time });
    case 'with-gaps':
    case 'changed':
      return t(`standing.${state}`, { count: withGaps, of: format.number(cases.length), time });
  }
}

function Progress({ plan }: { readonly plan: TripPlan }) {
  const { t } = useTranslation('trip');
  const format = useFormat();
  const duration = useDuration();
  const { data: sync } = useSyncStatusQuery({});
  const { state, progress, checking } = plan;
  if (checking !== null) {
    return <progress value={checking.done} max={checking.of} aria-label={t('standing.checkProgress')} />;
  }
  if (state !== 'fetching' && state !== 'paused') return null;
  const isWaiting = state === 'fetching' && (sync?.state === 'offline' || sync?.state === 'signed-out');
  return (
    <>
      <progress value={progress.bytes} max={Math.max(1, progress.ofBytes)} aria-label={t('standing.fetchProgress')} />
      <p data-testid="trip-progress">
        {t('standing.progress', {
          bytes: format.bytes(progress.bytes),
          ofBytes: format.bytes(progress.ofBytes),
          documents: format.number(progress.documents),
          ofDocuments: format.number(progress.ofDocuments),
        })}{' '}
        {isWaiting && t('standing.waiting')}
        {!isWaiting && progress.leftMs !== null && t('standing.left', { time: duration(progress.leftMs) })}
      </p>
    </>
  );
}

/** What was said and what it took: the estimate can be held against the truth. */
function StandingFacts({ plan }: { readonly plan: TripPlan }) {
  const { t } = useTranslation('trip');
  const format = useFormat();
  const duration = useDuration();
  const { estimated, taken, madeAt, checkedAt } = plan;
  if (checkedAt === null) return null;
  return (
    <dl className="facts">
      <dt>{t('standing.madeAt')}</dt>
      <dd>{format.moment(madeAt)}</dd>
      <dt>{t('standing.estimated')}</dt>
      <dd>
        {estimated.ms === null
          ? format.bytes(estimated.bytes)
          : t('standing.bytesAndTime', { size: format.bytes(estimated.bytes), time: duration(estimated.ms) })}
      </dd>
      <dt>{t('standing.taken')}</dt>
      <dd>{t('standing.bytesAndTime', { size: format.bytes(taken.bytes), time: duration(taken.ms) })}</dd>
    </dl>
  );
}

function StandingSteps({ plan, isPlanning, chooseAnew }: TripStandingProps) {
  const { t } = useTranslation('trip');
  const [pause] = usePauseTripMutation();
  const [check, checkAsked] = useCheckTripMutation();
  const [cancel] = useCancelTripMutation();
  const { state } = plan;
  const isUnderWay = state === 'fetching' || state === 'paused';
  return (
    <>
      {checkAsked.error !== undefined && <ErrorNote error={checkAsked.error} />}
      <div className="trip-steps">
        {isUnderWay && (
          <Button data-testid="trip-pause" onClick={() => void pause({ paused: state === 'fetching' })}>
            {state === 'fetching' ? t('pause') : t('goOn')}
          </Button>
        )}
        <Button
          {...(state === 'changed' || state === 'with-gaps' ? { appearance: 'primary' as const } : {})}
          disabledFocusable={state === 'checking'}
          data-testid="trip-check"
          onClick={() => void check({})}
        >
          {isUnderWay ? t('checkNow') : t('checkAgain')}
        </Button>
        {!isPlanning && (
          <Button data-testid="trip-anew" onClick={chooseAnew}>
            {t('chooseAnew')}
          </Button>
        )}
        <Button appearance="subtle" data-testid="trip-cancel" onClick={() => void cancel({})}>
          {t('cancel')}
        </Button>
      </div>
    </>
  );
}
