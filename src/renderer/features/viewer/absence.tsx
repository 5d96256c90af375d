import { useTranslation } from 'react-i18next';
import type { DocumentAbsence } from '#shared/contract/case-file.ts';
import { useSyncStatusQuery } from '../../state/device-endpoints.ts';
import { useFormat } from '../../ui/format/use-format.ts';

/** Where a document is that is not here, and since when, as far as central has said; and whether transfers are paused. */
export function Absence({ absent }: { readonly absent: DocumentAbsence | null }) {
  const { t } = useTranslation('viewer');
  const format = useFormat();
  const { data: sync } = useSyncStatusQuery({});
  const isPaused = sync?.documents.paused === true;
  if (absent === null && !isPaused) return null;
  return (
    <div className="viewer-absence" role="status" data-testid="absence">
      {absent !== null && <p>{wordsOf(absent)}</p>}
      {isPaused && <p>{t('absence.paused')}</p>}
    </div>
  );

  function wordsOf({ why, office, since }: DocumentAbsence): string {
    const time = since === null ? '' : format.moment(since);
    if (why === 'damaged') return since === null ? t('absence.damaged') : t('absence.damagedSince', { time });
    if (why === 'other-content') return t('absence.otherContent');
    if (office === null || since === null) return t('absence.notAtCentral');
    return t('absence.notYet', { office, time });
  }
}
