import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { passphraseStrength } from './passphrase-strength.ts';

export interface PassphraseFieldsProps {
  readonly typed: string;
  readonly repeated: string;
  readonly onTyped: (typed: string) => void;
  readonly onRepeated: (repeated: string) => void;
}

/** A new passphrase, twice, with what is still missing said while typing. */
export function PassphraseFields({ typed, repeated, onTyped, onRepeated }: PassphraseFieldsProps) {
  const { t } = useTranslation('access');
  const [isShown, setShown] = useState(false);
  const hint = useId();
  const strength = passphraseStrength(typed);
  const differs = repeated !== '' && repeated !== typed;
  const words =
    strength.level === 'short' ? t('create.missing', { count: strength.missing }) : t(`create.${strength.level}`);
  return (
    <>
      <label className="field">
        {t('create.passphrase')}
        <input
          type={isShown ? 'text' : 'password'}
          autoComplete="new-password"
          autoFocus
          aria-describedby={hint}
          data-testid="passphrase-input"
          value={typed}
          onChange={(event) => onTyped(event.target.value)}
        />
      </label>
      <p className="form-note" id={hint} role="status" data-level={strength.level}>
        {typed === '' ? t('create.hint') : words}
      </p>
      <label className="field">
        {t('create.repeat')}
        <input
          type={isShown ? 'text' : 'password'}
          autoComplete="new-password"
          aria-invalid={differs}
          data-testid="passphrase-repeat"
          value={repeated}
          onChange={(event) => onRepeated(event.target.value)}
        />
      </label>
      {differs && (
        <p className="form-wrong" role="status">
          {t('create.differs')}
        </p>
      )}
      <label className="access-check">
        <input type="checkbox" checked={isShown} onChange={(event) => setShown(event.target.checked)} />
        {t('create.show')}
      </label>
    </>
  );
}
