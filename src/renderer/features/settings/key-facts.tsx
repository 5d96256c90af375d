import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useLockStoreMutation, useStoreStatusQuery } from '../../state/device-endpoints.ts';
import { lockedByPerson } from '../../state/lock-slice.ts';
import { useAppDispatch } from '../../state/store.ts';

/** What guards the key of this device, and what the recovery key is for. */
export function KeyFacts() {
  const { t } = useTranslation('settings');
  const dispatch = useAppDispatch();
  const { data: store } = useStoreStatusQuery({});
  const [lockStore] = useLockStoreMutation();
  if (store === undefined) return null;
  const lock = (): void => {
    dispatch(lockedByPerson());
    void lockStore({});
  };
  return (
    <section className="settings-card">
      <h2>{t('key.title')}</h2>
      <dl className="facts">
        <dt>{t('key.guard')}</dt>
        <dd>{t(`key.${store.guard}`, { backend: store.backend })}</dd>
        <dt>{t('key.recovery')}</dt>
        <dd>{t('key.recoveryText')}</dd>
      </dl>
      <Button size="small" onClick={lock}>
        {t('key.lock')}
      </Button>
    </section>
  );
}
