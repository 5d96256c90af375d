import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Frame } from '../features/frame/frame.tsx';
import { useSessionQuery, useStoreStatusQuery } from '../state/device-endpoints.ts';
import { Waiting } from '../ui/feedback/waiting.tsx';
import { railEntries, Screen } from './screens.tsx';

const AccessScreen = lazy(async () => ({
  default: (await import('../features/access/access-screen.tsx')).AccessScreen,
}));

/**
 * The door where it has to be shown, else the frame. While nobody has answered yet the frame stands with an empty queue:
 * on an ordinary start it is the right one. Once the door was shown it stays until somebody is signed in.
 */
export function MainWindow() {
  const { t } = useTranslation('frame');
  const store = useStoreStatusQuery({});
  const session = useSessionQuery({});
  const [wasShut, setWasShut] = useState(false);
  // Kept here, above all that comes and goes: it is shown once and must not be lost to a change of screens.
  const [recoveryKey, setRecoveryKey] = useState<string | null>(null);
  const isShut = store.data !== undefined && (store.data.state !== 'open' || session.data === null);
  const isSignedIn = store.data?.state === 'open' && session.data != null;
  if (isShut && !wasShut) setWasShut(true);
  if (isSignedIn && wasShut) setWasShut(false);
  if (store.data !== undefined && (recoveryKey !== null || (wasShut && !isSignedIn))) {
    return (
      <Suspense fallback={<Waiting label={t('loading')} />}>
        <AccessScreen
          status={store.data}
          isNobody={session.data === null}
          recoveryKey={recoveryKey}
          setRecoveryKey={setRecoveryKey}
        />
      </Suspense>
    );
  }
  return (
    <Frame entries={railEntries(session.data ?? null)} session={session.data ?? null}>
      <Screen />
    </Frame>
  );
}
