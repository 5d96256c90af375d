import type { TFunction } from 'i18next';
import type { DocumentStanding } from '#shared/contract/case-file.ts';
import type { DocumentRecord } from '#shared/model/document.ts';
import type { Formats } from '../../../ui/format/use-format.ts';

interface StandingMarkProps {
  readonly standing: DocumentStanding;
  readonly document: DocumentRecord;
  readonly t: TFunction<['case', 'domain']>;
  readonly format: Formats;
}

/** How a document's bytes stand; nothing while they are here and at central: only what is not as it should be is said. */
export function StandingMark({ standing, document, t, format }: StandingMarkProps) {
  const { presence, sending } = standing;
  if (presence === 'present' && sending === null) return null;
  const isBad = presence === 'damaged' || (sending !== null && sending.problem !== null);
  return (
    <em
      data-tone={isBad ? 'bad' : 'plain'}
      data-presence={presence}
      data-sending={sending === null ? undefined : 'yes'}
    >
      {presence === 'present' ? sendingText() : presenceText()}
    </em>
  );

  function sendingText(): string {
    if (sending === null || sending.bytesThere === 0) return t('case:file.notYetSent');
    const share = Math.floor((sending.bytesThere * 100) / Math.max(1, document.sizeBytes));
    return t('case:file.beingSent', { percent: format.number(share) });
  }

  function presenceText(): string {
    const { absent, bytesHere } = standing;
    if (presence === 'partial') {
      return t('case:file.partial', { here: format.bytes(bytesHere), of: format.bytes(document.sizeBytes) });
    }
    if (presence === 'missing' && absent?.why === 'not-yet' && absent.office !== null) {
      return t('case:file.atOffice', { office: absent.office });
    }
    return absent?.why === 'damaged' ? t('case:file.damagedAtCentral') : t(`domain:presence.${presence}`);
  }
}
