import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreStatus } from '#shared/contract/session.ts';
import { CreateStore } from './create-store.tsx';
import { RecoveryForm } from './recovery-form.tsx';

export interface StoreTroubleProps {
  readonly status: StoreStatus;
  readonly state: 'corrupt' | 'too-new' | 'keychain-changed' | 'in-use';
  readonly created: (recoveryKey: string) => void;
  readonly again: () => void;
}

/** The store cannot be opened as it is: what happened, what was kept, what to do. */
export function StoreTrouble({ status, state, created, again }: StoreTroubleProps) {
  const { t } = useTranslation('access');
  const [makesNew, setMakesNew] = useState(false);
  if (makesNew) return <CreateStore status={status} created={created} />;
  const versions = {
    found: status.foundVersion ?? t('trouble.too-new.unknown'),
    known: status.schemaVersion ?? t('trouble.too-new.unknown'),
  };
  return (
    <section className="access-card" role="alert" data-testid={`store-${state}`}>
      <h1>{t(`trouble.${state}.title`)}</h1>
      <p>{t(`trouble.${state}.text`, versions)}</p>
      {state === 'keychain-changed' && <RecoveryForm />}
      <div className="access-steps">
        {state === 'corrupt' && (
          <Button appearance="primary" data-testid="store-renew" onClick={() => setMakesNew(true)}>
            {t('trouble.corrupt.go')}
          </Button>
        )}
        {state === 'in-use' && (
          <Button appearance="primary" onClick={again}>
            {t('trouble.in-use.go')}
          </Button>
        )}
      </div>
    </section>
  );
}
