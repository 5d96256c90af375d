import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backup } from '#shared/contract/backup.ts';
import { useBackupsQuery, useMakeBackupMutation } from '../../state/backup-endpoints.ts';
import { useChangeSettingsMutation, useSettingsQuery } from '../../state/device-endpoints.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { Waiting } from '../../ui/feedback/waiting.tsx';
import { useFormat } from '../../ui/format/use-format.ts';
import { PutBack } from './put-back.tsx';

const keptChoices = [2, 3, 5, 10] as const;

/** The verified copies of the store: the last one, all of them, one more now, one put back. */
export function BackupFacts() {
  const { t } = useTranslation(['settings', 'frame', 'errors']);
  const { data, error } = useBackupsQuery({});
  const [makeBackup, making] = useMakeBackupMutation();
  const isMaking = making.isLoading || data?.running === true;
  return (
    <section className="settings-card" data-testid="backup-facts">
      <h2>{t('settings:backup.title')}</h2>
      <p>{t('settings:backup.text')}</p>
      {error !== undefined && <ErrorNote error={error} />}
      {data === undefined && error === undefined && <Waiting label={t('frame:loading')} />}
      {data !== undefined && (
        <>
          <Last backup={data.backups[0]} folder={data.folder} />
          {data.problem !== null && making.error === undefined && (
            <p role="alert">{t('settings:backup.problem', { what: t(`errors:${data.problem}.what`) })}</p>
          )}
          {data.backups.length > 0 && <Kept backups={data.backups} />}
        </>
      )}
      <HowMany />
      {making.error !== undefined && <ErrorNote error={making.error} />}
      {isMaking && <Waiting label={t('settings:backup.making')} />}
      <Button size="small" data-testid="backup-now" disabledFocusable={isMaking} onClick={() => void makeBackup({})}>
        {t('settings:backup.now')}
      </Button>
    </section>
  );
}

function Last({ backup, folder }: { readonly backup: Backup | undefined; readonly folder: string }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  if (backup === undefined) return <p data-testid="backup-none">{t('backup.none')}</p>;
  return (
    <dl className="facts" data-testid="backup-last">
      <dt>{t('backup.last')}</dt>
      <dd>{format.moment(backup.madeAt)}</dd>
      <dt>{t('backup.verified')}</dt>
      <dd>{t('backup.verifiedAt', { when: format.moment(backup.verifiedAt) })}</dd>
      <dt>{t('backup.size')}</dt>
      <dd>{format.bytes(backup.sizeBytes)}</dd>
      <dt>{t('backup.place')}</dt>
      <dd>{folder}</dd>
    </dl>
  );
}

function Kept({ backups }: { readonly backups: readonly Backup[] }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const [chosen, setChosen] = useState<Backup | null>(null);
  return (
    <>
      <h3>{t('backup.kept')}</h3>
      <ul className="backup-list">
        {backups.map((each) => (
          <li key={each.id}>
            <span>
              {t('backup.line', {
                when: format.moment(each.madeAt),
                cases: format.number(each.cases),
                acts: format.number(each.acts),
                size: format.bytes(each.sizeBytes),
              })}
            </span>
            <Button
              size="small"
              data-testid="backup-put-back"
              aria-label={t('backup.putBackOf', { when: format.moment(each.madeAt) })}
              onClick={() => setChosen(each)}
            >
              {t('backup.putBack')}
            </Button>
          </li>
        ))}
      </ul>
      {chosen !== null && <PutBack backup={chosen} close={() => setChosen(null)} />}
    </>
  );
}

function HowMany() {
  const { t } = useTranslation('settings');
  const { data: settings } = useSettingsQuery({});
  const [changeSettings] = useChangeSettingsMutation();
  if (settings === undefined) return null;
  return (
    <fieldset className="settings-choice">
      <legend>{t('backup.howMany')}</legend>
      {keptChoices.map((count) => (
        <label key={count}>
          <input
            type="radio"
            name="backupsKept"
            checked={settings.backupsKept === count}
            onChange={() => void changeSettings({ backupsKept: count })}
          />
          {count}
        </label>
      ))}
    </fieldset>
  );
}
