import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Frame } from '../features/frame/frame.tsx';
import { useSessionQuery, useStoreStatusQuery } from '../state/device-endpoints.ts';
import { Waiting } from '../ui/feedback/waiting.tsx';
import { railEntries, Screen } from './screens.tsx';

const AccessScreen = lazy(async () => ({ default: (await import('../features/access/access-screen.tsx')).AccessScreen }));

/** The door where it has to be shown, else the frame. While nobody has answered yet the frame stands, with an empty queue. */
export function MainWindow() {
  const { t } = useTranslation('frame');
  const store = useStoreStatusQuery({});
  const session = useSessionQuery({});
  const isShut = store.data?.state !== 'open' || session.data === null;
  if (store.data !== undefined && isShut) {
    return (
      <Suspense fallback={<Waiting label={t('loading')} />}>
        <AccessScreen status={store.data} />
      </Suspense>
    );
  }
  return (
    <Frame entries={railEntries(session.data ?? null)} session={session.data ?? null}>
      <Screen />
    </Frame>
  );
}
