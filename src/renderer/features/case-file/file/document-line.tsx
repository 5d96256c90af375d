import { useTranslation } from 'react-i18next';
import type { DocumentRecord } from '#shared/model/document.ts';
import { useOpenCase } from '../../../state/open-case.tsx';
import { useFormat } from '../../../ui/format/use-format.ts';
import type { FiledDocument } from './group-documents.ts';

export interface DocumentLineProps {
  readonly filed: FiledDocument;
  readonly isShown: boolean;
  readonly showPerson: boolean;
}

/** One document with its marks, and the versions it replaced. */
export function DocumentLine({ filed: { document, earlier }, isShown, showPerson }: DocumentLineProps) {
  const { t } = useTranslation(['case', 'domain']);
  const { language } = useFormat();
  const { state, actor, today, showPage } = useOpenCase();
  const isRead = document.readBy[actor.officerId] !== undefined;
  const person = state.applicants.find((each) => each.id === document.applicantId);
  const isExpired = document.expires !== null && document.expires < today;
  const show = (id: string): void => showPage({ documentId: id, pageIndex: 0, region: null });
  const details = [
    showPerson && person !== undefined ? person.givenNames || person.familyName : null,
    document.dated,
    document.pages === null ? null : t('case:file.pages', { count: document.pages }),
  ].filter((detail) => detail !== null);
  return (
    <li>
      <button
        type="button"
        className="document-line"
        data-document={document.id}
        data-testid="document"
        data-read={isRead}
        aria-current={isShown ? 'true' : undefined}
        onClick={() => show(document.id)}
      >
        <span className="document-dot" aria-hidden />
        <span className="document-title">{document.title[language]}</span>
        <span className="document-details">{details.join(' · ')}</span>
        <span className="document-marks">
          {!isRead && <em data-tone="new">{t('case:file.unreadMark')}</em>}
          {!isRead && earlier.length > 0 && <em data-tone="new">{t('case:file.newVersion')}</em>}
          {isExpired && <em data-tone="bad">{t('case:file.expired', { date: document.expires })}</em>}
          <Presence document={document} />
        </span>
      </button>
      {earlier.map((version) => (
        <button
          key={version.id}
          type="button"
          className="document-line document-earlier"
          data-document={version.id}
          onClick={() => show(version.id)}
        >
          {t('case:file.earlier', { date: version.receivedAt.slice(0, 10) })}
        </button>
      ))}
    </li>
  );
}

/** Nothing while the bytes are here: only what is not as it should be is said. */
function Presence({ document }: { readonly document: DocumentRecord }) {
  const { t } = useTranslation(['case', 'domain']);
  const format = useFormat();
  const { view } = useOpenCase();
  const { presence = 'missing', bytesHere = 0 } = view.documents[document.id] ?? {};
  if (presence === 'present') return null;
  if (presence === 'partial') {
    return (
      <em data-tone="plain" data-presence="partial">
        {t('case:file.partial', { here: format.bytes(bytesHere), of: format.bytes(document.sizeBytes) })}
      </em>
    );
  }
  return (
    <em data-tone={presence === 'damaged' ? 'bad' : 'plain'} data-presence={presence}>
      {t(`domain:presence.${presence}`)}
    </em>
  );
}
