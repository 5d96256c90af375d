import { useTranslation } from 'react-i18next';
import type { Evidence } from '#shared/model/evidence.ts';
import { useCaseAct, useOpenCase } from '../../state/open-case.tsx';
import { useErrorText } from '../../ui/feedback/error-note.tsx';
import { useNotices } from '../../ui/feedback/notices.tsx';
import { useLanguage } from '../../ui/format/use-format.ts';
import { RegionThumbnail } from '../viewer/index.ts';

const thumbnailWidth = 200;

/** One cite under a ground: what the page shows there, where it is, and the way back to it. */
export function CiteLine({ cite }: { readonly cite: Evidence }) {
  const { t } = useTranslation('decide');
  const language = useLanguage();
  const errorText = useErrorText();
  const { notify } = useNotices();
  const { state, showPage, mayWork } = useOpenCase();
  const { perform, error, isBusy } = useCaseAct();
  const document = state.documents.find((each) => each.id === cite.documentId);
  if (document === undefined) return null;
  const page = cite.pageIndex + 1;
  const where = t('cite.where', { document: document.title[language], page });
  const { documentId, pageIndex, region, groundId, remark } = cite;
  const show = (): void => showPage({ documentId, pageIndex, region });
  const remove = async (): Promise<void> => {
    if (!(await perform('evidence.remove', { evidenceId: cite.id }))) return;
    const again = crypto.randomUUID() as Evidence['id'];
    const undo = (): void => {
      void perform('evidence.add', { evidenceId: again, documentId, pageIndex, region, groundId, remark });
    };
    notify({ text: t('cite.removed', { where }), tone: 'done', undo });
  };
  return (
    <li className="decide-cite" data-testid="cite">
      <RegionThumbnail
        sha256={document.sha256}
        mime={document.mime}
        pageIndex={pageIndex}
        region={region}
        width={thumbnailWidth}
        alt={t('cite.show', { where })}
        onClick={show}
      />
      <div>
        <button type="button" className="link" onClick={show} data-testid="cite-show">
          {where}
        </button>
        {remark !== '' && <p>{remark}</p>}
        {error !== null && <p role="alert">{errorText(error)}</p>}
      </div>
      {mayWork && (
        <button
          type="button"
          className="quiet"
          disabled={isBusy}
          aria-label={t('cite.remove', { where })}
          title={t('cite.remove', { where })}
          onClick={() => void remove()}
        >
          ✕
        </button>
      )}
    </li>
  );
}
