import { useTranslation } from 'react-i18next';
import type { StoreStatus } from '#shared/contract/session.ts';
import { useStoreStatusQuery } from '../../state/device-endpoints.ts';
import { CoreBanner } from '../../ui/feedback/core-banner.tsx';
import { Waiting } from '../../ui/feedback/waiting.tsx';
import { CreateStore } from './create-store.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { RecoveryKey } from './recovery-key.tsx';
import { SignIn } from './sign-in.tsx';
import { StoreTrouble } from './store-trouble.tsx';
import { Unlock } from './unlock.tsx';
import './access.css';

export interface AccessScreenProps {
  readonly status: StoreStatus;
  /** The store is open and nobody is signed in. */
  readonly isNobody: boolean;
  /** Stands in the way until the person says that it is written down. */
  readonly recoveryKey: string | null;
  readonly setRecoveryKey: (recoveryKey: string | null) => void;
}

/** The door: set up this device, open its store, say who works. */
export function AccessScreen({ status, isNobody, recoveryKey, setRecoveryKey }: AccessScreenProps) {
  const { t } = useTranslation('access');
  return (
    <div className="access">
      <header className="access-head">
        <div>
          <b>{t('title')}</b>
          <span>{t('subtitle')}</span>
        </div>
        <LanguageSwitch />
      </header>
      <CoreBanner />
      <main className="access-main" id="content">
        {recoveryKey === null ? (
          <Door status={status} isNobody={isNobody} created={setRecoveryKey} />
        ) : (
          <RecoveryKey recoveryKey={recoveryKey} done={() => setRecoveryKey(null)} />
        )}
      </main>
    </div>
  );
}

interface DoorProps {
  readonly status: StoreStatus;
  readonly isNobody: boolean;
  readonly created: (recoveryKey: string) => void;
}

function Door({ status, isNobody, created }: DoorProps) {
  const { t } = useTranslation('frame');
  const { refetch } = useStoreStatusQuery({});
  switch (status.state) {
    case 'absent':
      return <CreateStore status={status} created={created} />;
    case 'locked':
      return <Unlock status={status} />;
    case 'keychain-changed':
    case 'corrupt':
    case 'too-new':
    case 'in-use':
      return <StoreTrouble status={status} state={status.state} created={created} again={() => void refetch()} />;
    case 'open':
      return isNobody ? <SignIn /> : <Waiting label={t('loading')} />;
  }
}
