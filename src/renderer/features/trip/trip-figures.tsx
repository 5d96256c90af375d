import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TripChoice, TripEstimate } from '#shared/contract/trip.ts';
import { useProbeTripMutation } from '../../state/trip-endpoints.ts';
import { useErrorText } from '../../ui/feedback/error-note.tsx';
import { useFormat } from '../../ui/format/use-format.ts';
import { useDuration } from './use-duration.ts';

export interface TripFiguresProps {
  readonly estimate: TripEstimate;
  readonly choice: TripChoice;
}

/** What a choice comes to, all cases together. */
export function TripFigures({ estimate, choice }: TripFiguresProps) {
  const { t } = useTranslation('trip');
  const format = useFormat();
  const duration = useDuration();
  const { cases, documents, pages, bytes, bytesToFetch, documentsToFetch, fetchMs } = estimate;
  const withGaps = cases.filter((each) => each.gaps.length > 0).length;
  return (
    <section className="trip-card" aria-label={t('figures.label')} data-testid="trip-figures">
      <dl className="trip-figures">
        <Figure label={t('figures.cases')} value={format.number(cases.length)}>
          {withGaps === 0 ? t('figures.noGaps') : t('figures.withGaps', { count: withGaps })}
        </Figure>
        <Figure label={t('figures.documents')} value={format.number(documents)}>
          {t('figures.pages', { count: pages, number: format.number(pages) })}
        </Figure>
        <Figure label={t('figures.toFetch')} value={format.bytes(bytesToFetch)} testId="trip-bytes">
          {documentsToFetch === 0
            ? t('figures.allHere', { size: format.bytes(bytes) })
            : t('figures.ofBytes', { count: documentsToFetch, size: format.bytes(bytes) })}
        </Figure>
        <Figure
          label={t('figures.time')}
          value={fetchMs === null ? t('figures.unknown') : duration(fetchMs)}
          testId="trip-time"
        >
          <Speed estimate={estimate} choice={choice} />
        </Figure>
      </dl>
    </section>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly testId?: string;
  readonly children: ReactNode;
}

function Figure({ label, value, testId, children }: FigureProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="trip-figure" data-testid={testId}>
        {value}
      </dd>
      <dd className="trip-figure-note">{children}</dd>
    </div>
  );
}

/** At which speed the time was computed; where none is known, a probe measures it. */
function Speed({ estimate, choice }: TripFiguresProps) {
  const { t } = useTranslation('trip');
  const format = useFormat();
  const errorText = useErrorText();
  const [probe, probing] = useProbeTripMutation();
  const { speed, documentsToFetch } = estimate;
  if (documentsToFetch === 0) return t('figures.nothingToFetch');
  if (speed !== null) {
    const rate = t('figures.rate', { size: format.bytes(Math.round(speed.bytesPerSecond)) });
    return speed.from === 'probe' ? t('figures.byProbe', { rate }) : t('figures.byTransfers', { rate });
  }
  return (
    <>
      <Button size="small" disabledFocusable={probing.isLoading} onClick={() => void probe({ choice })}>
        {probing.isLoading ? t('figures.measuring') : t('figures.measure')}
      </Button>
      {probing.error !== undefined && <span role="alert"> {errorText(probing.error)}</span>}
    </>
  );
}
