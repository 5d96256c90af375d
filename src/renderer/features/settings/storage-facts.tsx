import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useStorageQuery } from '../../state/storage-endpoints.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { Waiting } from '../../ui/feedback/waiting.tsx';
import { useFormat } from '../../ui/format/use-format.ts';

/** What is stored on this device and how, as measured now. */
export function StorageFacts() {
  const { t } = useTranslation(['settings', 'frame']);
  const format = useFormat();
  const { data, error, refetch } = useStorageQuery({});
  return (
    <section className="settings-card" data-testid="storage-facts">
      <h2>{t('settings:storage.title')}</h2>
      {error !== undefined && <ErrorNote error={error} />}
      {data === undefined && error === undefined && <Waiting label={t('frame:loading')} />}
      {data !== undefined && (
        <dl className="facts">
          <dt>{t('settings:storage.place')}</dt>
          <dd>{data.dataDir}</dd>
          <dt>{t('settings:storage.cases')}</dt>
          <dd>{format.number(data.cases)}</dd>
          <dt>{t('settings:storage.documents')}</dt>
          <dd>
            {t('settings:storage.documentsLine', {
              count: data.documents,
              size: format.bytes(data.vaultBytes),
            })}
          </dd>
          <dt>{t('settings:storage.database')}</dt>
          <dd>{format.bytes(data.databaseBytes)}</dd>
          <dt>{t('settings:storage.free')}</dt>
          <dd>{format.bytes(data.freeBytes)}</dd>
          <dt>{t('settings:storage.cipher')}</dt>
          <dd>{data.cipher}</dd>
          <dt>{t('settings:storage.sqlite')}</dt>
          <dd>{data.sqliteVersion}</dd>
          <dt>{t('settings:storage.synchronous')}</dt>
          <dd>
            {data.synchronous.toLowerCase() === 'full'
              ? t('settings:storage.synchronousFull')
              : t('settings:storage.synchronousOther', { mode: data.synchronous })}
          </dd>
        </dl>
      )}
      <Button size="small" onClick={() => void refetch()}>
        {t('settings:storage.refresh')}
      </Button>
    </section>
  );
}
