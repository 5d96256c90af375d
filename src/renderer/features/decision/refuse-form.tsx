import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusalDraft } from '#shared/model/decision.ts';
import { groundFor } from '#shared/model/programs/registry.ts';
import { useOpenCase } from '../../state/open-case.tsx';
import { changeGround, withGround, withoutGround } from './draft-steps.ts';
import { GroundEditor } from './ground-editor.tsx';
import { GroundPicker } from './ground-picker.tsx';

export interface RefuseFormProps {
  readonly draft: RefusalDraft;
  readonly change: (draft: RefusalDraft) => void;
}

/** Grounds, each with what it rests on, and the reasons of the whole. */
export function RefuseForm({ draft, change }: RefuseFormProps) {
  const { t } = useTranslation('decide');
  const { program, showTab } = useOpenCase();
  const [isChoosing, setChoosing] = useState(false);
  return (
    <div className="decide-form">
      {draft.grounds.map((drafted) => {
        const ground = groundFor(program, drafted.groundId);
        if (ground === undefined) return null;
        return (
          <GroundEditor
            key={ground.id}
            ground={ground}
            drafted={drafted}
            change={(part) => change(changeGround(draft, ground.id, part))}
            remove={() => change(withoutGround(draft, ground.id))}
          />
        );
      })}
      <button
        type="button"
        className="decide-add"
        data-field="grounds"
        data-testid="add-ground"
        onClick={() => setChoosing(true)}
      >
        + {t('grounds.add')}
      </button>
      {isChoosing && (
        <GroundPicker
          title={t('grounds.choose')}
          first={[]}
          close={() => setChoosing(false)}
          choose={({ id }) => {
            setChoosing(false);
            change(withGround(draft, id));
            showTab('decide', `ground:${id}`);
          }}
        />
      )}
      <Reasons draft={draft} change={change} />
    </div>
  );
}

const parts = ['circumstances', 'process', 'representations', 'detailed'] as const;
const longest = { circumstances: 8000, process: 8000, representations: 8000, detailed: 20_000 } as const;

/** Circumstances, process with the interpreter, representations, detailed reasons: what reasons must cover. */
function Reasons({ draft, change }: RefuseFormProps) {
  const { t } = useTranslation('decide');
  return (
    <fieldset className="desk-group">
      <legend>{t('reasons.title')}</legend>
      {parts.map((part) => (
        <label key={part} className="desk-field">
          <span>{t(`reasons.${part}`)}</span>
          <textarea
            rows={part === 'detailed' ? 6 : 2}
            maxLength={longest[part]}
            value={draft.reasons[part]}
            data-testid={`reasons-${part}`}
            {...(part === 'detailed' ? { 'data-field': 'reasons', required: true } : {})}
            onChange={(event) => change({ ...draft, reasons: { ...draft.reasons, [part]: event.target.value } })}
          />
          <small>{t(`reasons.${part}Hint`)}</small>
        </label>
      ))}
    </fieldset>
  );
}
