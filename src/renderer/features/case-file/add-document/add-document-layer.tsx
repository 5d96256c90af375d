import { ProgressBar } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useOpenCase } from '../../../state/open-case.tsx';
import { useNotices } from '../../../ui/feedback/notices.tsx';
import { useFormat } from '../../../ui/format/use-format.ts';
import { LayerForm } from '../../../ui/layer-form.tsx';
import { DocumentFields } from './document-fields.tsx';
import { FileChoice } from './file-choice.tsx';
import { useAddDocument } from './use-add-document.ts';
import { useDocumentForm } from './use-document-form.ts';

export interface AddDocumentLayerProps {
  /** Dropped on the file; null where it is still to be chosen. */
  readonly given: File | null;
  readonly close: () => void;
}

/** A file of this computer becomes a document of the case. It closes when file and act are on the disk. */
export function AddDocumentLayer({ given, close }: AddDocumentLayerProps) {
  const { t } = useTranslation('case');
  const { showPage } = useOpenCase();
  const { notify } = useNotices();
  const { add, error, progress } = useAddDocument();
  const form = useDocumentForm(given);
  const { file, isFit, change, documentId } = form;
  // Nothing is disabled meanwhile: the focus would fall out of the dialog, and Escape would leave the case with it.
  const isBusy = progress !== null;
  const submit = async (): Promise<void> => {
    if (file === null || isBusy) return;
    const facts = form.facts();
    if (!(await add(file, facts))) return;
    notify({ text: t('add.saved', { title: facts.title }), tone: 'done' });
    close();
    showPage({ documentId, pageIndex: 0, region: null });
  };
  return (
    <LayerForm
      title={t('add.title')}
      cancel={t('cancel')}
      go={{ label: t('add.go'), testId: 'add-go', run: submit, isFit }}
      error={error}
      close={close}
      testId="add-document-layer"
    >
      <FileChoice file={file} choose={(chosen) => change({ file: chosen })} disabled={isBusy} />
      <DocumentFields form={form} />
      {progress !== null && <Storing share={progress} bytes={file?.size ?? 0} />}
    </LayerForm>
  );
}

function Storing({ share, bytes }: { readonly share: number; readonly bytes: number }) {
  const { t } = useTranslation('case');
  const format = useFormat();
  return (
    <div role="status">
      <ProgressBar value={share} aria-label={t('add.progress')} />
      <p className="form-note">
        {t('add.storing', { done: format.bytes(Math.round(share * bytes)), of: format.bytes(bytes) })}
      </p>
    </div>
  );
}
