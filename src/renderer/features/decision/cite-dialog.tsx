import { useTranslation } from 'react-i18next';
import type { DocumentId, EvidenceId } from '#shared/model/ids.ts';
import type { Ground } from '#shared/model/programs/program.ts';
import type { PagePlace } from '../../state/open-case.tsx';
import { useCaseAct, useOpenCase } from '../../state/open-case.tsx';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { useNotices } from '../../ui/feedback/notices.tsx';
import { emptyRefusal, withGround } from './draft-steps.ts';
import { GroundPicker } from './ground-picker.tsx';
import { useWorkingDraft } from './use-working-draft.ts';

export interface CiteDialogProps {
  readonly place: PagePlace;
  readonly close: () => void;
}

/**
 * A selected region becomes a cite: the ground is chosen, the cite is an act, and the ground stands in the refusal being
 * drafted. An approval being drafted is left alone: the cite waits on the file.
 */
export function CiteDialog({ place, close }: CiteDialogProps) {
  const { t } = useTranslation('decide');
  const { showTab } = useOpenCase();
  const { notify } = useNotices();
  const { perform, error } = useCaseAct();
  const { draft, change } = useWorkingDraft();
  const cite = async (ground: Ground): Promise<void> => {
    const { documentId, pageIndex, region } = place;
    if (region === null) return;
    const evidenceId = crypto.randomUUID() as EvidenceId;
    const payload = {
      evidenceId,
      documentId: documentId as DocumentId,
      pageIndex,
      region,
      groundId: ground.id,
      remark: '',
    };
    if (!(await perform('evidence.add', payload))) return;
    if (draft?.outcome !== 'approve') change(withGround(draft ?? emptyRefusal, ground.id));
    notify({
      text: t('cite.added', { provision: ground.provision }),
      tone: 'done',
      undo: () => void perform('evidence.remove', { evidenceId }),
    });
    close();
    showTab('decide', `ground:${ground.id}`);
  };
  if (error !== null) return <CiteFailed error={error} close={close} />;
  const first = draft?.outcome === 'refuse' ? draft.grounds.map((each) => each.groundId) : [];
  return <GroundPicker title={t('cite.choose')} first={first} choose={(ground) => void cite(ground)} close={close} />;
}

function CiteFailed({ error, close }: { readonly error: unknown; readonly close: () => void }) {
  const { t } = useTranslation('decide');
  return (
    <div className="case-float">
      <ErrorNote error={error}>
        <button type="button" onClick={close}>
          {t('cite.close')}
        </button>
      </ErrorNote>
    </div>
  );
}
