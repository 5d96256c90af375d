import { Button } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import type { NoteId } from '#shared/model/ids.ts';
import type { ProtectedPassage } from '#shared/model/note.ts';
import {
  noteTextMaximum,
  noteType,
  noteTypes,
  passagesFit,
  protectedPassage,
  protectionReasons,
  releasableText,
} from '#shared/model/note.ts';
import { useCaseAct, useOpenCase, useTypedText } from '../../../state/open-case.tsx';
import { ErrorNote } from '../../../ui/feedback/error-note.tsx';
import { useNotices } from '../../../ui/feedback/notices.tsx';
import { matchesChord } from '../../../ui/keys/chord.ts';
import { KeyCaps } from '../../../ui/keys/key-caps.tsx';
import { MarkedText } from './marked-text.tsx';
import { passagesAfterEdit, withPassage } from './protected-passages.ts';

const noteInMaking = z.object({
  type: noteType,
  text: z.string(),
  passages: z.array(protectedPassage),
});
type NoteInMaking = z.infer<typeof noteInMaking>;

const empty: NoteInMaking = { type: 'general', text: '', passages: [] };

function readNote(text: string | null | undefined): NoteInMaking {
  if (typeof text !== 'string') return empty;
  const parsed = noteInMaking.safeParse(JSON.parse(text));
  return parsed.success && passagesFit(parsed.data.text, parsed.data.passages) ? parsed.data : empty;
}

/** A note being written: kept as it is typed, its protected passages marked as they are written. */
export function NoteComposer() {
  const { t } = useTranslation(['case', 'domain']);
  const { keeping } = useOpenCase();
  const { notify } = useNotices();
  const { perform, error, isBusy } = useCaseAct();
  const typed = useTypedText('note');
  const field = useRef<HTMLTextAreaElement>(null);
  const [selection, setSelection] = useState<{ readonly start: number; readonly end: number } | null>(null);
  const note = readNote(typed.text);
  const { type, text, passages } = note;
  const keep = (change: Partial<NoteInMaking>): void => {
    const next = { ...note, ...change };
    typed.keep(next.text === '' ? null : JSON.stringify(next));
  };
  const protect = (): void => {
    const area = field.current;
    if (area !== null && area.selectionEnd > area.selectionStart) {
      setSelection({ start: area.selectionStart, end: area.selectionEnd });
    }
  };
  const add = async (): Promise<void> => {
    if (text.trim() === '' || isBusy) return;
    const noteId = crypto.randomUUID() as NoteId;
    if (!(await perform('note.add', { noteId, type, text, protectedPassages: passages }))) return;
    typed.keep(null);
    notify({ text: t('case:notes.added'), tone: 'done' });
  };
  return (
    <div className="note-composer" data-testid="note-composer">
      <div className="desk-row">
        <label className="desk-field desk-inline">
          <span>{t('case:notes.type')}</span>
          <select value={type} onChange={(event) => keep({ type: noteType.parse(event.target.value) })}>
            {noteTypes.map((each) => (
              <option key={each} value={each}>
                {t(`domain:noteType.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="step-chip" onClick={protect} title="Ctrl+Shift+P">
          {t('case:notes.protect')}
        </button>
        <span className="desk-hint">{text === '' ? '' : t(`case:keeping.${keeping}`)}</span>
      </div>
      <textarea
        ref={field}
        rows={5}
        maxLength={noteTextMaximum}
        value={text}
        disabled={typed.text === undefined}
        placeholder={t('case:notes.placeholder')}
        aria-label={t('case:notes.new')}
        data-first=""
        data-testid="note-text"
        onChange={(event) => {
          const next = event.target.value;
          keep({ text: next, passages: [...passagesAfterEdit(passages, text, next)] });
        }}
        onKeyDown={(event) => {
          const isProtect = matchesChord(event, 'Ctrl+Shift+P');
          if (!isProtect && !matchesChord(event, 'Ctrl+Enter')) return;
          event.preventDefault();
          event.stopPropagation();
          if (isProtect) protect();
          else void add();
        }}
      />
      {selection !== null && (
        <ProtectionChoice
          text={text.slice(selection.start, selection.end)}
          choose={(reason) => {
            if (reason !== null) keep({ passages: [...withPassage(passages, { ...selection, reason })] });
            setSelection(null);
            field.current?.focus();
          }}
        />
      )}
      {passages.length > 0 && (
        <Preview text={text} passages={passages} change={(kept) => keep({ passages: [...kept] })} />
      )}
      {error !== null && <ErrorNote error={error} />}
      <div className="desk-steps">
        <Button
          size="small"
          appearance="primary"
          disabled={text.trim() === '' || isBusy}
          data-testid="add-note"
          onClick={() => void add()}
        >
          {t('case:notes.add')}&nbsp;
          <KeyCaps chord="Ctrl+Enter" />
        </Button>
      </div>
    </div>
  );
}

interface ProtectionChoiceProps {
  readonly text: string;
  readonly choose: (reason: ProtectedPassage['reason'] | null) => void;
}

/** Why the selected words are not to be released. */
function ProtectionChoice({ text, choose }: ProtectionChoiceProps) {
  const { t } = useTranslation(['case', 'domain']);
  return (
    <fieldset
      className="desk-group note-protect"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        choose(null);
      }}
    >
      <legend>{t('case:notes.protectWhy', { words: text.length > 60 ? `${text.slice(0, 60)}…` : text })}</legend>
      <div className="desk-row">
        {protectionReasons.map((reason, index) => (
          <button
            key={reason}
            type="button"
            className="step-chip"
            autoFocus={index === 0}
            onClick={() => choose(reason)}
          >
            {t(`domain:protectionReason.${reason}`)}
          </button>
        ))}
        <button type="button" className="step-chip" onClick={() => choose(null)}>
          {t('case:cancel')}
        </button>
      </div>
    </fieldset>
  );
}

interface PreviewProps {
  readonly text: string;
  readonly passages: readonly ProtectedPassage[];
  readonly change: (passages: readonly ProtectedPassage[]) => void;
}

/** The note with its marks, and as the applicant would get it. */
function Preview({ text, passages, change }: PreviewProps) {
  const { t } = useTranslation(['case', 'domain']);
  return (
    <div className="note-preview">
      <p className="statement-words">
        <MarkedText text={text} passages={passages} />
      </p>
      <div className="desk-row">
        {passages.map((passage) => (
          <button
            key={passage.start}
            type="button"
            className="step-chip"
            title={t('case:notes.unprotect')}
            onClick={() => change(passages.filter((each) => each !== passage))}
          >
            {text.slice(passage.start, passage.end).slice(0, 24)} ✕
          </button>
        ))}
      </div>
      <details>
        <summary>{t('case:notes.preview')}</summary>
        <p className="statement-words" data-testid="released">
          {releasableText(text, passages, t('case:notes.mark'))}
        </p>
      </details>
    </div>
  );
}
