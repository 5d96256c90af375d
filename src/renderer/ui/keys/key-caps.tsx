import { useTranslation } from 'react-i18next';
import { chordKeys } from './chord.ts';
import './key-caps.css';

/** A chord drawn as keys. */
export function KeyCaps({ chord }: { readonly chord: string }) {
  const { i18n } = useTranslation();
  const keys = chordKeys(chord, i18n.language === 'fr' ? 'fr' : 'en');
  return (
    <span className="key-caps">
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
