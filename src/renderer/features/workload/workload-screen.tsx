import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import en from '../../i18n/en/workload.json';
import fr from '../../i18n/fr/workload.json';
import { addCatalogue } from '../../i18n/i18n.ts';
import { useSessionQuery } from '../../state/device-endpoints.ts';
import { listShown, selectQueuePlace } from '../../state/queue-place-slice.ts';
import { useAppDispatch, useAppSelector } from '../../state/store.ts';
import { CaseBrowser, viewsFor } from '../queue/index.ts';

addCatalogue('workload', { en, fr });

/** The supervisor's list: every case of the office on this device, whose it is, and how to move it. */
export function WorkloadScreen() {
  const { t } = useTranslation('workload');
  const dispatch = useAppDispatch();
  const place = useAppSelector(selectQueuePlace);
  const shown = useAppSelector((state) => state.queuePlace.shown);
  const { data: session } = useSessionQuery({});
  useEffect(() => {
    dispatch(listShown('workload'));
  }, [dispatch]);
  if (shown !== 'workload') return null;
  return (
    <CaseBrowser title={t('title')} place={place} session={session ?? null} views={viewsFor(false)} showsOfficer>
      <p className="form-note">{t('intro')}</p>
    </CaseBrowser>
  );
}
