import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreStatus } from '#shared/contract/session.ts';
import { useCreateStoreMutation } from '../../state/device-endpoints.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { Waiting } from '../../ui/feedback/waiting.tsx';
import { PassphraseFields } from './passphrase-fields.tsx';
import { passphraseMinimum } from './passphrase-strength.ts';

export interface CreateStoreProps {
  readonly status: StoreStatus;
  readonly created: (recoveryKey: string) => void;
}

/** First run: makes the encrypted store. A passphrase only where no keychain can be trusted, or where one is wanted. */
export function CreateStore({ status, created }: CreateStoreProps) {
  const { t } = useTranslation('access');
  const [createStore, making] = useCreateStoreMutation();
  const hasKeychain = status.guard === 'keychain';
  const [wantsPassphrase, setWantsPassphrase] = useState(false);
  const [typed, setTyped] = useState('');
  const [repeated, setRepeated] = useState('');
  const usesPassphrase = !hasKeychain || wantsPassphrase;
  const isReady = !usesPassphrase || ([...typed].length >= passphraseMinimum && typed === repeated);
  const make = async (): Promise<void> => {
    const { data } = await createStore({ passphrase: usesPassphrase ? typed : null });
    if (data !== undefined) created(data.recoveryKey);
  };
  return (
    <form
      className="access-card"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !making.isLoading) void make();
      }}
    >
      <h1>{t('create.title')}</h1>
      <p>{hasKeychain ? t('create.withKeychain', { backend: status.backend }) : t('create.withPassphrase')}</p>
      {hasKeychain && (
        <label className="access-check">
          <input
            type="checkbox"
            checked={wantsPassphrase}
            onChange={(event) => setWantsPassphrase(event.target.checked)}
          />
          {t('create.addPassphrase')}
        </label>
      )}
      {usesPassphrase && (
        <PassphraseFields typed={typed} repeated={repeated} onTyped={setTyped} onRepeated={setRepeated} />
      )}
      {making.error !== undefined && <ErrorNote error={making.error} />}
      {making.isLoading && <Waiting label={t('create.working')} />}
      <div className="access-steps">
        <Button
          type="submit"
          appearance="primary"
          data-testid="store-create"
          disabledFocusable={!isReady || making.isLoading}
        >
          {t('create.go')}
        </Button>
      </div>
    </form>
  );
}
