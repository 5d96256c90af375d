import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseEvent } from '#shared/model/event.ts';
import { useCaseHistoryQuery } from '../../../state/case-endpoints.ts';
import { useOpenCase } from '../../../state/open-case.tsx';
import { ErrorNote } from '../../../ui/feedback/error-note.tsx';
import { useFormat } from '../../../ui/format/use-format.ts';
import type { EventWords } from './use-event-words.ts';
import { useEventWords } from './use-event-words.ts';
import './history.css';

/** More than this at once slows the opening of the tab; the rest comes on demand. */
const shownAtFirst = 200;
const readings: ReadonlySet<CaseEvent['type']> = new Set<CaseEvent['type']>(['case-opened', 'document-read']);

/** Everything that happened to the case, the latest first: who, what, by the clock of the device and by central's. */
export function HistoryTab() {
  const { t } = useTranslation('case');
  const { state } = useOpenCase();
  const words = useEventWords();
  const { currentData, error } = useCaseHistoryQuery({ caseId: state.id });
  const [withReadings, setWithReadings] = useState(false);
  const [most, setMost] = useState(shownAtFirst);
  if (error !== undefined) return <ErrorNote error={error} />;
  if (currentData === undefined) return null;
  const { events, confirmed } = currentData;
  const wanted = events.filter((event) => withReadings || !readings.has(event.type)).toReversed();
  return (
    <div className="history" data-testid="history">
      <label className="desk-choice">
        <input
          type="checkbox"
          checked={withReadings}
          data-first=""
          onChange={(event) => setWithReadings(event.target.checked)}
        />
        {t('history.readings')}
      </label>
      <ol className="plain-list">
        {wanted.slice(0, most).map((event) => (
          <HistoryLine key={event.seq} event={event} words={words(event)} isProvisional={event.seq > confirmed} />
        ))}
      </ol>
      {wanted.length > most && (
        <button type="button" className="step-chip" onClick={() => setMost(most + shownAtFirst)}>
          {t('history.more', { count: wanted.length - most })}
        </button>
      )}
    </div>
  );
}

interface HistoryLineProps {
  readonly event: CaseEvent;
  readonly words: EventWords;
  readonly isProvisional: boolean;
}

function HistoryLine({ event, words: { title, detail }, isProvisional }: HistoryLineProps) {
  const { t } = useTranslation(['case', 'domain']);
  const format = useFormat();
  const { nameOf } = useOpenCase();
  return (
    <li className="history-line" data-provisional={isProvisional} data-testid="history-line">
      <div>
        <b>{title}</b>
        {isProvisional && <em> {t('domain:mark.provisional')}</em>}
      </div>
      {detail !== '' && <p>{detail}</p>}
      <small>
        {event.by === null ? t('case:history.system') : nameOf(event.by)}
        {event.officeId !== null && `, ${event.officeId}`}
        {' · '}
        {t('case:history.device', { time: format.moment(event.actAt) })}
        {' · '}
        {event.receivedAt === null
          ? t('case:history.notReceived')
          : t('case:history.central', { time: format.moment(event.receivedAt) })}
      </small>
    </li>
  );
}
