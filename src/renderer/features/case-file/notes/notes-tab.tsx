import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasRole, isDecisionMaker } from '#shared/model/actor.ts';
import type { Note } from '#shared/model/note.ts';
import { releasableText } from '#shared/model/note.ts';
import { useOpenCase } from '../../../state/open-case.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { useFormat } from '../../../ui/format/use-format.ts';
import { MarkedText } from './marked-text.tsx';
import { NoteComposer } from './note-composer.tsx';
import './notes.css';

/** What was noted on the case, the latest first, and a new note above it. */
export function NotesTab() {
  const { t } = useTranslation('case');
  const { state, view, actor } = useOpenCase();
  const [isReleased, setReleased] = useState(false);
  if (view.sight !== 'full') return <EmptyState title={t('notes.withheld')} text={t('notes.withheldText')} />;
  const mayNote = isDecisionMaker(actor) || hasRole(actor, 'supervisor');
  return (
    <div className="notes">
      {mayNote && <NoteComposer />}
      {state.notes.length > 0 && (
        <label className="desk-choice notes-released">
          <input type="checkbox" checked={isReleased} onChange={(event) => setReleased(event.target.checked)} />
          {t('notes.asReleased')}
        </label>
      )}
      {state.notes.length === 0 && <p className="desk-hint">{t('notes.none')}</p>}
      <ul className="plain-list">
        {state.notes.toReversed().map((note) => (
          <NoteItem key={note.id} note={note} isReleased={isReleased} />
        ))}
      </ul>
    </div>
  );
}

function NoteItem({ note, isReleased }: { readonly note: Note; readonly isReleased: boolean }) {
  const { t } = useTranslation(['case', 'domain']);
  const format = useFormat();
  const { nameOf } = useOpenCase();
  return (
    <li className="note" data-testid="note">
      <div className="note-head">
        <b>{t(`domain:noteType.${note.type}`)}</b>
        <span>
          {t('case:notes.by', { name: nameOf(note.by), office: note.officeId, time: format.moment(note.at) })}
        </span>
      </div>
      <p className="statement-words">
        {isReleased ? (
          releasableText(note.text, note.protectedPassages, t('case:notes.mark'))
        ) : (
          <MarkedText text={note.text} passages={note.protectedPassages} />
        )}
      </p>
    </li>
  );
}
