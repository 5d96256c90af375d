import { useTranslation } from 'react-i18next';

/** Every word a person typed on a case and made no act of, to be read and copied. Nothing where there is none. */
export function KeptWords({ words }: { readonly words: readonly string[] }) {
  const { t } = useTranslation('case');
  if (words.length === 0) return null;
  return (
    <section className="case-kept-words" aria-labelledby="kept-words" data-testid="kept-words">
      <h2 id="kept-words">{t('keptWords')}</h2>
      <p className="desk-hint">{t('keptWordsHint')}</p>
      {words.map((text) => (
        <blockquote key={text} className="statement-words">
          {text}
        </blockquote>
      ))}
      <button
        type="button"
        className="link-button"
        onClick={() => void navigator.clipboard.writeText(words.join('\n\n'))}
      >
        {t('banner.copy')}
      </button>
    </section>
  );
}
