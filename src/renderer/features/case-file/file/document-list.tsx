import type { TFunction } from 'i18next';
import type { KeyboardEvent } from 'react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentStanding } from '#shared/contract/case-file.ts';
import type { Applicant } from '#shared/model/case-state.ts';
import type { DocumentRecord } from '#shared/model/document.ts';
import type { PagePlace } from '../../../state/open-case.tsx';
import { useOpenCase } from '../../../state/open-case.tsx';
import type { Formats } from '../../../ui/format/use-format.ts';
import { useFormat } from '../../../ui/format/use-format.ts';
import { DocumentLine } from './document-line.tsx';
import type { DocumentGroup } from './group-documents.ts';
import { groupDocuments } from './group-documents.ts';

/** Up and down walk the list; Enter or Space opens, as with any button. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || event.ctrlKey) return;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('button[data-document]')];
  const at = lines.findIndex((line) => line === document.activeElement);
  const next = lines[at + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** Documents by what the checklist asks for; what is asked for and not there stands in its place. */
export function DocumentList({ page }: { readonly page: PagePlace | null }) {
  const { t } = useTranslation(['case', 'domain']);
  const format = useFormat();
  const { state, program } = useOpenCase();
  const { documents, applicants } = state;
  // Assessments and notes change the state all the time; the groups rest on these alone.
  const groups = useMemo(() => groupDocuments({ documents, applicants }, program), [documents, applicants, program]);
  return (
    <div className="document-list" data-testid="documents" onKeyDown={walk} role="presentation">
      {groups.map((group) => (
        <Group key={group.item?.id ?? 'other'} group={group} page={page} t={t} format={format} />
      ))}
    </div>
  );
}

interface GroupProps {
  readonly group: DocumentGroup;
  readonly page: PagePlace | null;
  readonly t: TFunction<['case', 'domain']>;
  readonly format: Formats;
}

function Group({ group, page, t, format }: GroupProps) {
  const { state, view, actor, today, showPage } = useOpenCase();
  const { item, documents, missing } = group;
  const title = item === null ? t('case:file.other') : item.title[format.language];
  const manyPeople = state.applicants.length > 1;
  const personOf = ({ applicantId }: DocumentRecord): string | null => {
    const person = manyPeople ? state.applicants.find((each) => each.id === applicantId) : undefined;
    return person === undefined ? null : callName(person);
  };
  return (
    <section aria-label={title}>
      <h3 title={title}>{title}</h3>
      <ul className="plain-list">
        {documents.map((filed) => {
          const { document } = filed;
          const standing = view.documents[document.id] ?? nothingKnown;
          return (
            <DocumentLine
              key={document.id}
              filed={filed}
              isShown={page?.documentId === document.id}
              isRead={document.readBy[actor.officerId] !== undefined}
              person={personOf(document)}
              standing={standing}
              today={today}
              showPage={showPage}
              t={t}
              format={format}
            />
          );
        })}
        {missing !== null && (
          <li className="document-missing" data-testid="missing">
            <span aria-hidden>✕</span>{' '}
            {missing.length === 0 || !manyPeople
              ? t('case:file.missing')
              : t('case:file.missingFor', { names: missing.map(callName).join(', ') })}
          </li>
        )}
      </ul>
    </section>
  );
}

/** A document that the store does not list yet. */
const nothingKnown: DocumentStanding = { presence: 'missing', bytesHere: 0, absent: null, sending: null };

function callName(person: Applicant): string {
  return person.givenNames === '' ? person.familyName : person.givenNames;
}
