import { useTranslation } from 'react-i18next';
import type { Bilingual } from '#shared/model/bilingual.ts';
import type { DecisionStatement } from '#shared/model/decision.ts';
import { useOpenCase } from '../../state/open-case.tsx';
import { useLanguage } from '../../ui/format/use-format.ts';
import { RegionThumbnail } from '../viewer/index.ts';

/** A text in both official languages, the one of the screen first: what is signed is both. */
function BothLanguages({ text }: { readonly text: Bilingual }) {
  const language = useLanguage();
  const order = language === 'fr' ? (['fr', 'en'] as const) : (['en', 'fr'] as const);
  return (
    <div className="statement-both">
      {order.map((each) => (
        <p key={each} lang={each}>
          {text[each]}
        </p>
      ))}
    </div>
  );
}

/** Exactly what is signed, nothing left out and nothing else. */
export function StatementView({ statement }: { readonly statement: DecisionStatement }) {
  const { t } = useTranslation(['decide', 'domain']);
  const { draft } = statement;
  const { nameOf } = useOpenCase();
  return (
    <div className="statement" data-testid="statement">
      <dl className="facts">
        <dt>{t('decide:statement.application')}</dt>
        <dd>{statement.applicationNumber}</dd>
        <dt>{t('decide:statement.applicants')}</dt>
        <dd>
          {statement.applicants.map(({ name, uci }) => (
            <div key={`${name} ${uci ?? ''}`}>{uci === null ? name : t('decide:statement.withUci', { name, uci })}</div>
          ))}
        </dd>
        <dt>{t('decide:statement.outcome')}</dt>
        <dd>
          <strong>{t(`decide:outcome.${draft.outcome}`)}</strong>
        </dd>
        <dt>{t('decide:statement.officer')}</dt>
        <dd>
          {t('decide:statement.by', {
            name: nameOf(statement.officerId),
            code: statement.officerId,
            office: statement.officeId,
            level: statement.level,
          })}
        </dd>
      </dl>
      {draft.outcome === 'approve' ? <ApprovedPart statement={statement} /> : <RefusedPart statement={statement} />}
      {draft.assessedEverything && <p>{t('decide:assessedEverything')}</p>}
      <UnopenedPart statement={statement} />
    </div>
  );
}

interface PartProps {
  readonly statement: DecisionStatement;
}

function ApprovedPart({ statement: { draft, conditions } }: PartProps) {
  const { t } = useTranslation('decide');
  if (draft.outcome !== 'approve') return null;
  return (
    <>
      {draft.validFrom !== null && draft.validUntil !== null && (
        <p>
          {t('statement.valid', { from: draft.validFrom, until: draft.validUntil })}
          {draft.entries !== null && ` · ${t(`approve.${draft.entries}`)}`}
        </p>
      )}
      {conditions.length > 0 && <h3>{t('approve.conditions')}</h3>}
      {conditions.map((text) => (
        <BothLanguages key={text.en} text={text} />
      ))}
      {draft.remark !== '' && <Words title={t('approve.remark')} text={draft.remark} />}
    </>
  );
}

function Words({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <>
      <h4>{title}</h4>
      <p className="statement-words">{text}</p>
    </>
  );
}

const parts = ['circumstances', 'process', 'representations', 'detailed'] as const;

function RefusedPart({ statement }: PartProps) {
  const { t } = useTranslation('decide');
  const { draft } = statement;
  if (draft.outcome !== 'refuse') return null;
  return (
    <>
      {statement.grounds.map((ground) => (
        <StatedGround key={ground.groundId} statement={statement} ground={ground} />
      ))}
      <h3>{t('reasons.title')}</h3>
      {parts.map((part) =>
        draft.reasons[part] === '' ? null : (
          <Words key={part} title={t(`reasons.${part}`)} text={draft.reasons[part]} />
        ),
      )}
    </>
  );
}

function StatedGround({ statement, ground }: PartProps & { readonly ground: DecisionStatement['grounds'][number] }) {
  const { t } = useTranslation('decide');
  const language = useLanguage();
  const { state } = useOpenCase();
  const { draft } = statement;
  const drafted =
    draft.outcome === 'refuse' ? draft.grounds.find((each) => each.groundId === ground.groundId) : undefined;
  return (
    <section className="statement-ground">
      <h3>{ground.provision}</h3>
      <BothLanguages text={ground.title} />
      {ground.introduction !== null && <BothLanguages text={ground.introduction} />}
      {ground.reasons.map((text) => (
        <BothLanguages key={text.en} text={text} />
      ))}
      {drafted !== undefined && drafted.ownWords !== '' && (
        <Words title={t('grounds.ownWords')} text={drafted.ownWords} />
      )}
      <ul className="plain-list statement-cites">
        {ground.cites.map((cite) => {
          const document = state.documents.find((each) => each.id === cite.documentId);
          if (document === undefined) return null;
          const where = t('cite.where', { document: document.title[language], page: cite.pageIndex + 1 });
          return (
            <li key={cite.evidenceId}>
              <RegionThumbnail
                sha256={cite.sha256}
                mime={document.mime}
                pageIndex={cite.pageIndex}
                region={cite.region}
                width={260}
                alt={where}
              />
              <span>{where}</span>
            </li>
          );
        })}
      </ul>
      {drafted?.noneFound === true && <p>{t('cite.noneFound')}</p>}
    </section>
  );
}

function UnopenedPart({ statement }: PartProps) {
  const { t } = useTranslation('decide');
  const language = useLanguage();
  const { state } = useOpenCase();
  const titles = statement.unopened.map((id) => state.documents.find((each) => each.id === id)?.title[language] ?? id);
  if (titles.length === 0) return null;
  return (
    <section className="statement-attention">
      <h3>{t('statement.unopened', { count: titles.length })}</h3>
      <ul className="decide-texts">
        {titles.map((title, index) => (
          <li key={statement.unopened[index]}>{title}</li>
        ))}
      </ul>
    </section>
  );
}
