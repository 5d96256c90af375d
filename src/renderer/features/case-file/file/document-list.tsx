import type { KeyboardEvent } from 'react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PagePlace } from '../../../state/open-case.tsx';
import { useOpenCase } from '../../../state/open-case.tsx';
import { useLanguage } from '../../../ui/format/use-format.ts';
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
  const { state, program } = useOpenCase();
  const { documents, applicants } = state;
  // Assessments and notes change the state all the time; the groups rest on these alone.
  const groups = useMemo(() => groupDocuments({ documents, applicants }, program), [documents, applicants, program]);
  return (
    <div className="document-list" data-testid="documents" onKeyDown={walk} role="presentation">
      {groups.map((group) => (
        <Group key={group.item?.id ?? 'other'} group={group} page={page} />
      ))}
    </div>
  );
}

function Group({ group, page }: { readonly group: DocumentGroup; readonly page: PagePlace | null }) {
  const { t } = useTranslation('case');
  const language = useLanguage();
  const { state } = useOpenCase();
  const { item, documents, missing } = group;
  const title = item === null ? t('file.other') : item.title[language];
  const manyPeople = state.applicants.length > 1;
  return (
    <section aria-label={title}>
      <h3 title={title}>{title}</h3>
      <ul className="plain-list">
        {documents.map((filed) => (
          <DocumentLine
            key={filed.document.id}
            filed={filed}
            isShown={page?.documentId === filed.document.id}
            showPerson={manyPeople}
          />
        ))}
        {missing !== null && (
          <li className="document-missing" data-testid="missing">
            <span aria-hidden>✕</span>{' '}
            {missing.length === 0 || !manyPeople
              ? t('file.missing')
              : t('file.missingFor', {
                  names: missing.map((person) => person.givenNames || person.familyName).join(', '),
                })}
          </li>
        )}
      </ul>
    </section>
  );
}
