import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useRecoverySeenMutation } from '../../state/backup-endpoints.ts';
import { useStoreStatusQuery } from '../../state/device-endpoints.ts';
import { useFormat } from '../../ui/format/use-format.ts';
import './recovery-notice.css';

/** After the store was replaced: what happened, what was kept, where the old one lies. Until the person has read it. */
export function RecoveryNotice() {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const { data: status } = useStoreStatusQuery({});
  const [seen, { isLoading }] = useRecoverySeenMutation();
  const note = status?.recovery ?? null;
  if (note === null) return null;
  const { backupMadeAt, byChoice, actsFromJournal, setAside } = note;
  const how = backupMadeAt === null ? 'anew' : byChoice ? 'chosen' : 'replaced';
  return (
    <section className="recovery-notice" role="status" data-testid="recovery-notice" data-how={how}>
      <div>
        <b>{t(`recovery.${how}`, { when: backupMadeAt === null ? '' : format.moment(backupMadeAt) })}</b>
        <p>{t('recovery.acts', { count: actsFromJournal })}</p>
        {setAside !== null && <p>{t('recovery.aside', { place: setAside })}</p>}
      </div>
      <Button size="small" data-testid="recovery-seen" disabledFocusable={isLoading} onClick={() => void seen({})}>
        {t('recovery.understood')}
      </Button>
    </section>
  );
}
