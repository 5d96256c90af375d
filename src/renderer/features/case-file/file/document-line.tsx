import type { TFunction } from 'i18next';
import { memo } from 'react';
import type { DocumentStanding } from '#shared/contract/case-file.ts';
import type { Day } from '#shared/model/ids.ts';
import type { OpenCase } from '../../../state/open-case.tsx';
import type { Formats } from '../../../ui/format/use-format.ts';
import type { FiledDocument } from './group-documents.ts';
import { StandingMark } from './standing-mark.tsx';

export interface DocumentLineProps {
  readonly filed: FiledDocument;
  readonly isShown: boolean;
  readonly isRead: boolean;
  /** Whose it is, where the application is of several people. */
  readonly person: string | null;
  readonly standing: DocumentStanding;
  readonly today: Day;
  readonly showPage: OpenCase['showPage'];
  /** Given down: a subscription per line would cost more than the line. */
  readonly t: TFunction<['case', 'domain']>;
  readonly format: Formats;
}

/** One document with its marks, and the versions it replaced. */
export const DocumentLine = memo(function DocumentLine(props: DocumentLineProps) {
  const { filed, isShown, isRead, person, standing, today, showPage, t, format } = props;
  const { document, earlier } = filed;
  const isExpired = document.expires !== null && document.expires < today;
  const show = (id: string): void => showPage({ documentId: id, pageIndex: 0, region: null });
  const title = document.title[format.language];
  const details = [
    // Titles of a family's papers often name the person already.
    person !== null && title.includes(person) ? null : person,
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
        <span className="document-title">{title}</span>
        <span className="document-details">{details.join(' · ')}</span>
        <span className="document-marks">
          {!isRead && <em data-tone="new">{t('case:file.unreadMark')}</em>}
          {!isRead && earlier.length > 0 && <em data-tone="new">{t('case:file.newVersion')}</em>}
          {isExpired && <em data-tone="bad">{t('case:file.expired', { date: document.expires })}</em>}
          {/* Nothing while the bytes are here: only what is not as it should be is said. */}
          <StandingMark standing={standing} document={document} t={t} format={format} />
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
});
