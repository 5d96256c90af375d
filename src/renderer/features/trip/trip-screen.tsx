import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import en from '../../i18n/en/trip.json';
import fr from '../../i18n/fr/trip.json';
import { addCatalogue } from '../../i18n/i18n.ts';
import { useTripPlanQuery } from '../../state/trip-endpoints.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { Waiting } from '../../ui/feedback/waiting.tsx';
import { TripPlanner } from './trip-planner.tsx';
import { TripStanding } from './trip-standing.tsx';
import './trip.css';

addCatalogue('trip', { en, fr });

/** Taking cases along: what it comes to, fetching them, and the proof with the network off that nothing is missing. */
export function TripScreen() {
  const { t } = useTranslation(['trip', 'frame']);
  const { data: plan, error } = useTripPlanQuery({});
  const [choosesAnew, setChoosesAnew] = useState(false);
  const isPlanning = plan === null || (plan !== undefined && choosesAnew);
  return (
    <section className="trip" aria-labelledby="trip-title" data-testid="trip">
      <div className="trip-head">
        <h1 id="trip-title">{t('trip:title')}</h1>
        <p>{t('trip:intro')}</p>
      </div>
      {error !== undefined && <ErrorNote error={error} />}
      {plan === undefined && error === undefined && <Waiting label={t('frame:loading')} />}
      {plan !== undefined && plan !== null && (
        <TripStanding plan={plan} isPlanning={isPlanning} chooseAnew={() => setChoosesAnew(true)} />
      )}
      {isPlanning && (
        <TripPlanner
          started={() => setChoosesAnew(false)}
          {...(plan === null ? {} : { giveUp: () => setChoosesAnew(false) })}
        />
      )}
    </section>
  );
}
