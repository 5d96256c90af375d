import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { unopenedBy } from '#shared/model/statement.ts';
import type { PagePlace } from '../../../state/open-case.tsx';
import { useOpenCase } from '../../../state/open-case.tsx';
import { AddDocument } from '../add-document/add-document.tsx';
import { Applicants } from './applicants.tsx';
import { DocumentList } from './document-list.tsx';
import { Letters } from './letters.tsx';
import { Timeline } from './timeline.tsx';
import './file-pane.css';

/** The file: documents by checklist item, the people, the dates, the letters. */
export const FilePane = memo(function FilePane({ page }: { readonly page: PagePlace | null }) {
  const { t } = useTranslation('case');
  const { state, actor } = useOpenCase();
  const unread = unopenedBy(state, actor.officerId).length;
  return (
    <div className="file-pane">
      <details open>
        <summary>
          <h2>{t('file.documents')}</h2>
          <span className="file-count" data-testid="unread-count">
            {unread === 0 ? t('file.allRead') : t('file.unread', { count: unread })}
          </span>
        </summary>
        <AddDocument>
          <DocumentList page={page} />
        </AddDocument>
      </details>
      <details open>
        <summary>
          <h2>{t('people.title', { count: state.applicants.length })}</h2>
        </summary>
        <Applicants />
      </details>
      <details>
        <summary>
          <h2>{t('timeline.title')}</h2>
        </summary>
        <Timeline />
      </details>
      {state.correspondence.length > 0 && (
        <details open>
          <summary>
            <h2>{t('letters.title', { count: state.correspondence.length })}</h2>
          </summary>
          <Letters />
        </details>
      )}
    </div>
  );
});
