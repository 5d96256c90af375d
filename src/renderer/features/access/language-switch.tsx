import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useChangeSettingsMutation } from '../../state/device-endpoints.ts';

/** EN/FR before anybody is signed in. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation('frame');
  const [changeSettings] = useChangeSettingsMutation();
  const other = i18n.language === 'fr' ? 'en' : 'fr';
  return (
    <Button
      appearance="subtle"
      size="small"
      lang={other}
      title={t('language.label')}
      data-testid="switch-language"
      onClick={() => void changeSettings({ language: other })}
    >
      {t('language.switch')}
    </Button>
  );
}
