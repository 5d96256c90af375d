import { useTranslation } from 'react-i18next';
import en from '../../i18n/en/new-device.json';
import fr from '../../i18n/fr/new-device.json';
import { addCatalogue } from '../../i18n/i18n.ts';
import { useEarlierActsQuery } from '../../state/new-device-endpoints.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { EarlierActLine } from './earlier-act-line.tsx';
import './new-device.css';

addCatalogue('new-device', { en, fr });

/** Open acts from before this device became a new one: each waits for its author's word. Nothing where there are none. */
export function EarlierActs() {
  const { t } = useTranslation('new-device');
  const { data, error } = useEarlierActsQuery({});
  if (error !== undefined) return <ErrorNote error={error} />;
  if (data === undefined || (data.acts.length === 0 && data.others === 0)) return null;
  return (
    <section className="earlier-acts" aria-labelledby="earlier-title" data-testid="earlier-acts">
      <h2 id="earlier-title">{t('earlier.title')}</h2>
      <p>
        {data.acts.length > 0 && t('earlier.text', { count: data.acts.length })}{' '}
        {data.others > 0 && t('earlier.others', { count: data.others })}
      </p>
      <ol>
        {data.acts.map((act) => (
          <EarlierActLine key={act.id} act={act} />
        ))}
      </ol>
    </section>
  );
}
