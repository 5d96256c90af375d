import { useTranslation } from 'react-i18next';
import type { GroundInDraft } from '#shared/model/decision.ts';
import type { Ground, Paragraph } from '#shared/model/programs/program.ts';
import { useOpenCase } from '../../state/open-case.tsx';
import { useLanguage } from '../../ui/format/use-format.ts';
import { CiteLine } from './cite-line.tsx';
import { citesUnder } from './draft-steps.ts';

export interface GroundEditorProps {
  readonly ground: Ground;
  readonly drafted: GroundInDraft;
  readonly change: (change: Partial<GroundInDraft>) => void;
  readonly remove: () => void;
}

/** One ground of a refusal: its standard texts, the officer's words, and what it rests on. */
export function GroundEditor({ ground, drafted, change, remove }: GroundEditorProps) {
  const { t } = useTranslation('decide');
  const language = useLanguage();
  const name = `${ground.provision} ${ground.title[language]}`;
  return (
    <section className="decide-ground" data-field={`ground:${ground.id}`} tabIndex={-1} aria-label={name}>
      <header>
        <h3>
          <b>{ground.provision}</b> {ground.title[language]}
        </h3>
        <button
          type="button"
          className="quiet"
          aria-label={t('grounds.remove', { name })}
          title={t('grounds.remove', { name })}
          onClick={remove}
        >
          ✕
        </button>
      </header>
      {ground.fairness !== 'not-needed' && <p className="desk-hint">{t(`grounds.fairness.${ground.fairness}`)}</p>}
      {ground.introductions.length > 0 && <Introduction ground={ground} drafted={drafted} change={change} />}
      {ground.reasons.length > 0 && <Reasons paragraphs={ground.reasons} drafted={drafted} change={change} />}
      <label className="desk-field">
        <span>{t('grounds.ownWords')}</span>
        <textarea
          rows={3}
          maxLength={8000}
          value={drafted.ownWords}
          data-testid={`own-words-${ground.id}`}
          onChange={(event) => change({ ownWords: event.target.value })}
        />
      </label>
      <Cites ground={ground} drafted={drafted} change={change} />
    </section>
  );
}

type PartProps = Pick<GroundEditorProps, 'ground' | 'drafted' | 'change'>;

function Introduction({ ground, drafted, change }: PartProps) {
  const { t } = useTranslation('decide');
  const language = useLanguage();
  return (
    <fieldset className="desk-group">
      <legend>{t('grounds.introduction')}</legend>
      {ground.introductions.map(({ id, text }) => (
        <label key={id} className="desk-choice">
          <input
            type="radio"
            name={`introduction-${ground.id}`}
            checked={drafted.introductionId === id}
            data-testid={`introduction-${id}`}
            onChange={() => change({ introductionId: id })}
          />
          <span>{text[language]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Reasons({
  paragraphs,
  drafted,
  change,
}: { readonly paragraphs: readonly Paragraph[] } & Omit<PartProps, 'ground'>) {
  const { t } = useTranslation('decide');
  const language = useLanguage();
  return (
    <fieldset className="desk-group">
      <legend>{t('grounds.reasons', { count: drafted.reasonIds.length })}</legend>
      {paragraphs.map(({ id, text }) => (
        <label key={id} className="desk-choice">
          <input
            type="checkbox"
            checked={drafted.reasonIds.includes(id)}
            data-testid={`reason-${id}`}
            onChange={(event) => {
              const rest = drafted.reasonIds.filter((each) => each !== id);
              change({ reasonIds: event.target.checked ? [...rest, id] : rest });
            }}
          />
          <span>{text[language]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Cites({ ground, drafted, change }: PartProps) {
  const { t } = useTranslation('decide');
  const { state } = useOpenCase();
  const cites = citesUnder(state.evidence, ground.id);
  return (
    <fieldset className="desk-group">
      <legend>{t('cite.title', { count: cites.length })}</legend>
      {cites.length === 0 && <p className="desk-hint">{t('cite.how')}</p>}
      <ul className="plain-list decide-cites">
        {cites.map((cite) => (
          <CiteLine key={cite.id} cite={cite} />
        ))}
      </ul>
      {cites.length === 0 && (
        <label className="desk-choice">
          <input
            type="checkbox"
            checked={drafted.noneFound}
            data-testid={`none-found-${ground.id}`}
            onChange={(event) => change({ noneFound: event.target.checked })}
          />
          {t('cite.noneFound')}
        </label>
      )}
    </fieldset>
  );
}
