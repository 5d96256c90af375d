import { useTranslation } from 'react-i18next';
import type { DocumentRecord } from '#shared/model/document.ts';
import { useOpenCase } from '../../../state/open-case.tsx';
import { useFormat } from '../../../ui/format/use-format.ts';
import { DocumentViewer } from '../../viewer/index.ts';
import { StandingMark } from '../file/standing-mark.tsx';
import './left-document.css';

const nothingToCite = (): void => undefined;

/** The file that a draft would put on the case: its pages, or where it is while it is not on this device. */
export function LeftDocument({ document }: { readonly document: DocumentRecord }) {
  const { t } = useTranslation(['case', 'domain']);
  const format = useFormat();
  const { view, state } = useOpenCase();
  const standing = view.documents[document.id] ?? null;
  return (
    <figure className="left-document" data-testid="left-document">
      <figcaption className="document-marks">
        <b>{document.title[format.language]}</b> {format.bytes(document.sizeBytes)}
        {standing !== null && <StandingMark standing={standing} document={document} t={t} format={format} />}
      </figcaption>
      <div className="left-document-pages">
        <DocumentViewer
          document={document}
          caseId={state.id}
          standing={standing}
          highlights={[]}
          focusTarget={null}
          onRegionCited={nothingToCite}
          onRead={null}
          citing={false}
        />
      </div>
    </figure>
  );
}
