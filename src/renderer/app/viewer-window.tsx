import { useTranslation } from 'react-i18next';

/** The torn-off viewer. */
export function ViewerWindow() {
  const { t } = useTranslation('frame');
  return <main className="viewer-window">{t('loading')}</main>;
}
