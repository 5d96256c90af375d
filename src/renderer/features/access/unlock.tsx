import { Button } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreStatus } from '#shared/contract/session.ts';
import { useUnlockStoreMutation } from '../../state/device-endpoints.ts';
import { openedAgain, selectLockedByPerson } from '../../state/lock-slice.ts';
import { useAppDispatch, useAppSelector } from '../../state/store.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { Waiting } from '../../ui/feedback/waiting.tsx';
import { RecoveryForm } from './recovery-form.tsx';

/** The store is closed: by keychain without a word, by passphrase, or by the recovery key. */
export function Unlock({ status }: { readonly status: StoreStatus }) {
  const { t } = useTranslation('access');
  const [usesRecovery, setUsesRecovery] = useState(false);
  return (
    <section className="access-card">
      <h1>{t('unlock.title')}</h1>
      <p>{t('unlock.kept')}</p>
      {status.guard === 'keychain' && <KeychainUnlock />}
      {status.guard !== 'keychain' && !usesRecovery && <PassphraseUnlock />}
      {usesRecovery && <RecoveryForm />}
      <div className="access-steps">
        <Button appearance="transparent" data-testid="use-recovery" onClick={() => setUsesRecovery(!usesRecovery)}>
          {usesRecovery ? t('unlock.usePassphrase') : t('unlock.useRecovery')}
        </Button>
      </div>
    </section>
  );
}

function KeychainUnlock() {
  const { t } = useTranslation('access');
  const dispatch = useAppDispatch();
  const [unlock, opening] = useUnlockStoreMutation();
  const byPerson = useAppSelector(selectLockedByPerson);
  const open = useCallback(() => {
    dispatch(openedAgain());
    void unlock({ with: 'keychain' });
  }, [dispatch, unlock]);
  useEffect(() => {
    if (!byPerson) open();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the screen comes up: whoever locked it opens it by hand
  }, []);
  return (
    <>
      {opening.error !== undefined && <ErrorNote error={opening.error} />}
      {opening.isLoading && <Waiting label={t('unlock.working')} />}
      <div className="access-steps">
        <Button
          appearance="primary"
          autoFocus
          disabledFocusable={opening.isLoading}
          data-testid="unlock"
          onClick={open}
        >
          {t('unlock.keychain')}
        </Button>
      </div>
    </>
  );
}

function PassphraseUnlock() {
  const { t } = useTranslation('access');
  const dispatch = useAppDispatch();
  const [unlock, opening] = useUnlockStoreMutation();
  const [typed, setTyped] = useState('');
  const open = async (): Promise<void> => {
    const { data } = await unlock({ with: 'passphrase', passphrase: typed });
    if (data !== undefined) dispatch(openedAgain());
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== '' && !opening.isLoading) void open();
      }}
    >
      <label className="field">
        {t('unlock.passphrase')}
        <input
          type="password"
          autoComplete="current-password"
          autoFocus
          data-testid="passphrase-input"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      {opening.error !== undefined && !opening.isLoading && <ErrorNote error={opening.error} />}
      {opening.isLoading && <Waiting label={t('unlock.working')} />}
      <div className="access-steps">
        <Button type="submit" appearance="primary" disabledFocusable={opening.isLoading} data-testid="unlock">
          {t('unlock.go')}
        </Button>
      </div>
    </form>
  );
}
