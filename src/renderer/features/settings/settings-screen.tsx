import { useTranslation } from 'react-i18next';
import type { Settings } from '#shared/contract/settings.ts';
import en from '../../i18n/en/settings.json';
import fr from '../../i18n/fr/settings.json';
import { addCatalogue } from '../../i18n/i18n.ts';
import { useChangeSettingsMutation, useSettingsQuery } from '../../state/device-endpoints.ts';
import { useShell } from '../../ui/shell-context.tsx';
import { BackupFacts } from './backup-facts.tsx';
import { DocumentStorage } from './document-storage.tsx';
import { KeyFacts } from './key-facts.tsx';
import { StorageFacts } from './storage-facts.tsx';
import './settings.css';

addCatalogue('settings', { en, fr });

/** How Dossier looks here, what it keeps on this device, and what it is made of. */
export function SettingsScreen() {
  const { t } = useTranslation('settings');
  return (
    <div className="settings" role="region" aria-label={t('title')}>
      <h1>{t('title')}</h1>
      <Appearance />
      <StorageFacts />
      <BackupFacts />
      <DocumentStorage />
      <KeyFacts />
      <About />
    </div>
  );
}

function Appearance() {
  const { t } = useTranslation(['settings', 'frame']);
  const { data: settings } = useSettingsQuery({});
  if (settings === undefined) return null;
  return (
    <section className="settings-card">
      <h2>{t('settings:appearance')}</h2>
      <Choice
        name="language"
        legend={t('settings:language')}
        values={['en', 'fr']}
        settings={settings}
        label={(id) => t(`settings:languageName.${id}`)}
      />
      <Choice
        name="theme"
        legend={t('settings:theme')}
        values={['system', 'light', 'dark', 'high-contrast']}
        settings={settings}
        label={(id) => t(`frame:theme.${id}`)}
      />
      <Choice
        name="density"
        legend={t('settings:density')}
        values={['compact', 'comfortable']}
        settings={settings}
        label={(id) => t(`settings:densityName.${id}`)}
      />
      <Choice
        name="viewerSide"
        legend={t('settings:viewer')}
        values={['middle', 'right']}
        settings={settings}
        label={(id) => t(`settings:viewerName.${id}`)}
      />
    </section>
  );
}

type Choosable = 'language' | 'theme' | 'density' | 'viewerSide';

interface ChoiceProps<Name extends Choosable> {
  readonly name: Name;
  readonly legend: string;
  readonly values: readonly Settings[Name][];
  readonly settings: Settings;
  readonly label: (value: Settings[Name]) => string;
}

function Choice<Name extends Choosable>({ name, legend, values, settings, label }: ChoiceProps<Name>) {
  const [changeSettings] = useChangeSettingsMutation();
  return (
    <fieldset className="settings-choice">
      <legend>{legend}</legend>
      {values.map((value) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            checked={settings[name] === value}
            data-testid={`${name}-${value}`}
            onChange={() => void changeSettings({ [name]: value })}
          />
          {label(value)}
        </label>
      ))}
    </fieldset>
  );
}

function About() {
  const { t } = useTranslation('settings');
  const { boot } = useShell();
  return (
    <section className="settings-card">
      <h2>{t('about.title')}</h2>
      <p>{t('about.version', { version: boot.appVersion, platform: boot.platform })}</p>
      <p>{t('about.licence')}</p>
      <h3>{t('about.parts')}</h3>
      <p>{t('about.partsText')}</p>
    </section>
  );
}
