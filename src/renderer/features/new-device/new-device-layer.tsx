import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import en from '../../i18n/en/new-device.json';
import fr from '../../i18n/fr/new-device.json';
import { addCatalogue } from '../../i18n/i18n.ts';
import { useSyncStatusQuery } from '../../state/device-endpoints.ts';
import { useRenewDeviceMutation } from '../../state/new-device-endpoints.ts';
import { wentTo } from '../../state/route-slice.ts';
import { useAppDispatch } from '../../state/store.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { useNotices } from '../../ui/feedback/notices.tsx';
import { Waiting } from '../../ui/feedback/waiting.tsx';
import { Layer } from '../../ui/layer.tsx';
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
    <Layer label={t('title')} close={close} size="medium" testId="new-device">
      <h2 className="layer-title">{t('title')}</h2>
      <div className="layer-body new-device-body">
        <p>{t('why')}</p>
        <p>{t('open', { count: waiting })}</p>
        <ul>
          <li>{t('cases')}</li>
          <li>{t('acts')}</li>
          <li>{t('decisions')}</li>
          <li>{t('aside')}</li>
        </ul>
        {renewing.error !== undefined && <ErrorNote error={renewing.error} />}
        {renewing.isLoading && <Waiting label={t('renewing')} />}
      </div>
      <div className="layer-steps">
        <Button onClick={close}>{t('cancel')}</Button>
        <Button
          appearance="primary"
          data-testid="new-device-go"
          disabledFocusable={renewing.isLoading}
          onClick={() => void go()}
        >
          {t('go')}
        </Button>
      </div>
    </Layer>
  );
}
