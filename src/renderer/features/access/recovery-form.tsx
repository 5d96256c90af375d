import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnlockStoreMutation } from '../../state/device-endpoints.ts';
import { openedAgain } from '../../state/lock-slice.ts';
import { useAppDispatch } from '../../state/store.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { Waiting } from '../../ui/feedback/waiting.tsx';
import { passphraseMinimum } from './passphrase-strength.ts';

/** Opens the store by the recovery key, and may set a new passphrase in the same step. */
export function RecoveryForm() {
  const { t } = useTranslation('access');
  const dispatch = useAppDispatch();
  const [unlock, opening] = useUnlockStoreMutation();
  const [recoveryKey, setRecoveryKey] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const isTooShort = passphrase !== '' && [...passphrase].length < passphraseMinimum;
  const open = async (): Promise<void> => {
    const newPassphrase = passphrase === '' ? null : passphrase;
    const { data } = await unlock({ with: 'recovery-key', recoveryKey, newPassphrase });
    if (data !== undefined) dispatch(openedAgain());
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (recoveryKey !== '' && !isTooShort && !opening.isLoading) void open();
      }}
    >
      <label className="field">
        {t('unlock.recoveryKey')}
        <input
          autoFocus
          autoComplete="off"
          spellCheck={false}
          data-testid="recovery-input"
          value={recoveryKey}
          onChange={(event) => setRecoveryKey(event.target.value)}
        />
      </label>
      <label className="field">
        {t('unlock.newPassphrase')}
        <input
          type="password"
          autoComplete="new-password"
          aria-invalid={isTooShort}
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
      </label>
      <p className="form-note">{t('unlock.newPassphraseHint')}</p>
      {opening.error !== undefined && !opening.isLoading && <ErrorNote error={opening.error} />}
      {opening.isLoading && <Waiting label={t('unlock.working')} />}
      <div className="access-steps">
        <Button type="submit" appearance="primary" disabledFocusable={opening.isLoading} data-testid="unlock-recovery">
          {t('unlock.go')}
        </Button>
      </div>
    </form>
  );
}
