import { useTranslation } from 'react-i18next';
import type { ProtectedPassage } from '#shared/model/note.ts';
import { partsOf } from './protected-passages.ts';

/** The text with its protected passages marked, each with its reason. */
export function MarkedText({
  text,
  passages,
}: {
  readonly text: string;
  readonly passages: readonly ProtectedPassage[];
}) {
  const { t } = useTranslation(['case', 'domain']);
  return partsOf(text, passages).map((part, index) => {
    if (part.passage === null) return part.text;
    const reason = t(`domain:protectionReason.${part.passage.reason}`);
    return (
      // oxlint-disable-next-line react/no-array-index-key -- parts have no identity but their place
      <mark key={index} title={t('case:notes.protected', { reason })}>
        {part.text}
        <span className="visually-hidden"> ({t('case:notes.protected', { reason })})</span>
      </mark>
    );
  });
}
