import { useTranslation } from 'react-i18next';
import { useChangeSettingsMutation, useSettingsQuery } from '../../state/device-endpoints.ts';

const choices = ['system', 'light', 'dark', 'high-contrast'] as const;

export function ThemePanel() {
  const { t } = useTranslation('frame');
  const { data: settings } = useSettingsQuery({});
  const [changeSettings] = useChangeSettingsMutation();
  return (
    <fieldset className="choice-list">
      <legend>{t('theme.label')}</legend>
      {choices.map((choice) => (
        <label key={choice}>
          <input
            type="radio"
            name="theme"
            value={choice}
            checked={(settings?.theme ?? 'system') === choice}
            onChange={() => void changeSettings({ theme: choice })}
          />
          {t(`theme.${choice}`)}
        </label>
      ))}
    </fieldset>
  );
}
