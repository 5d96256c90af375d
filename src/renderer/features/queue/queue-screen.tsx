import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSessionQuery } from '../../state/device-endpoints.ts';
import { builtInViewChosen, listShown, selectQueuePlace } from '../../state/queue-place-slice.ts';
import { useAppDispatch, useAppSelector } from '../../state/store.ts';
import { CaseBrowser } from './case-browser.tsx';
import { viewsFor } from './filter/view-bar.tsx';

/** The officer's work, in the order in which it should be done. */
export function QueueScreen() {
  const { t } = useTranslation('queue');
  const dispatch = useAppDispatch();
  const place = useAppSelector(selectQueuePlace);
  const { data: session } = useSessionQuery({});
  const roles = session?.actor.roles;
  const decides = roles === undefined || roles.includes('officer') || roles.includes('reviewer');
  const views = viewsFor(decides);
  useEffect(() => {
    dispatch(listShown('queue'));
  }, [dispatch]);
  const isForeign = !decides && place.viewId === 'mine';
  useEffect(() => {
    if (isForeign) dispatch(builtInViewChosen('all'));
  }, [dispatch, isForeign]);
  return (
    <CaseBrowser
      title={t('title')}
      place={place}
      session={session ?? null}
      views={views}
      showsOfficer={place.filter.holder === 'all'}
    />
  );
}
