import { useTranslation } from 'react-i18next';
import en from '../../i18n/en/new-device.json';
import fr from '../../i18n/fr/new-device.json';
import { addCatalogue } from '../../i18n/i18n.ts';
import { useSyncStatusQuery } from '../../state/device-endpoints.ts';
import { useRenewDeviceMutation } from '../../state/new-device-endpoints.ts';
import { wentTo } from '../../state/route-slice.ts';
import { useAppDispatch } from '../../state/store.ts';
import { useNotices } from '../../ui/feedback/notices.tsx';
import { Waiting } from '../../ui/feedback/waiting.tsx';
import { LayerForm } from '../../ui/layer-form.tsx';
import './new-device.css';

addCatalogue('new-device', { en, fr });

/** Says what is kept, and where, before this device becomes a new one. */
export function NewDeviceLayer({ close }: { readonly close: () => void }) {
  const { t } = useTranslation('new-device');
  const dispatch = useAppDispatch();
  const { notify } = useNotices();
  const { data: sync } = useSyncStatusQuery({});
  const [renew, renewing] = useRenewDeviceMutation();
  const waiting = sync?.waiting.acts ?? 0;
  const go = async (): Promise<void> => {
    const { data } = await renew({});
    if (data === undefined) return;
    notify({ text: t('done', { place: data.setAside }), tone: 'plain' });
    dispatch(wentTo({ screen: 'outbox' }));
    close();
  };
  return (
    <LayerForm
      title={t('title')}
      cancel={t('cancel')}
      go={{ label: t('go'), testId: 'new-device-go', run: go, isBusy: renewing.isLoading }}
      error={renewing.error}
      close={close}
      size="medium"
      testId="new-device"
      bodyClass="new-device-body"
    >
      <p>{t('why')}</p>
      <p>{t('open', { count: waiting })}</p>
      <ul>
        <li>{t('cases')}</li>
        <li>{t('acts')}</li>
        <li>{t('decisions')}</li>
        <li>{t('aside')}</li>
      </ul>
      {renewing.isLoading && <Waiting label={t('renewing')} />}
    </LayerForm>
  );
}
