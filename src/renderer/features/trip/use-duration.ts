import { useTranslation } from 'react-i18next';
import { durationOf } from './duration.ts';

/** A time to come in the language of the screen: `about 12 minutes`. */
export function useDuration(): (ms: number) => string {
  const { t } = useTranslation('trip');
  return (ms) => {
    const duration = durationOf(ms);
    switch (duration.key) {
      case 'none':
        return t('duration.none');
      case 'seconds':
      case 'minutes':
        return t(`duration.${duration.key}`, { count: duration.count });
      case 'hours':
        return t('duration.hours', { hours: duration.count, minutes: duration.minutes });
    }
  };
}
