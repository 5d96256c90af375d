import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '#shared/contract/case-file.ts';
import { flagsOf } from '#shared/model/case-flags.ts';
import { principalName } from '#shared/model/case-state.ts';
import { stageOf } from '#shared/model/stage.ts';
import { useOpenCase } from '../../../state/open-case.tsx';
import { wentBack } from '../../../state/route-slice.ts';
import { useAppDispatch } from '../../../state/store.ts';
import { useFormat } from '../../../ui/format/use-format.ts';
import { AgeMeter } from './age-meter.tsx';
import { CaseSteps } from './case-steps.tsx';
import { CaseWalk } from './case-walk.tsx';
import './case-header.css';

/** Which case this is, how old it is against its standard, who holds it, and how sure what is shown is. */
export function CaseHeader() {
  const { t } = useTranslation(['case', 'domain']);
  const dispatch = useAppDispatch();
  const { state, view, program } = useOpenCase();
  const others = state.applicants.length - 1;
  return (
    <header className="case-header">
      <div className="case-header-line">
        <Button
          size="small"
          appearance="subtle"
          data-testid="case-back"
          title={t('case:keys.back')}
          onClick={() => void dispatch(wentBack())}
        >
          ‹ {t('case:backToList')}
        </Button>
        <h1 data-testid="case-title">
          <span className="case-number">{state.application.number}</span> {principalName(state)}
          {others > 0 && <small> {t('case:header.others', { count: others })}</small>}
        </h1>
        <CaseMarks />
        <span className="case-header-room" />
        <CaseSteps />
        <CaseWalk />
      </div>
      <div className="case-header-line case-header-facts">
        <span>{t(`domain:program.${program.id}`)}</span>
        {showsStage(view) && <span className="case-stage">{t(`domain:stage.${stageOf(state, program)}`)}</span>}
        <AgeMeter />
        <BringForward />
        <Holder />
        <AsOf />
      </div>
    </header>
  );
}

/** The stage follows from what is settled: where that is withheld from a role, a stage would be made up. */
function showsStage({ sight, state }: CaseView): boolean {
  return sight === 'full' || (sight === 'summary' && state.application.statusReason === 'in-progress');
}

/** What sets this case apart: acts not confirmed or refused, a decision, flags. Words, not colours alone. */
function CaseMarks() {
  const { t } = useTranslation(['case', 'domain']);
  const { state, view } = useOpenCase();
  const quiet = new Set(['case.open', 'document.mark-read']);
  const waiting = view.pending.filter(
    ({ type, state: at }) => (at === 'waiting' || at === 'sending') && !quiet.has(type),
  ).length;
  const refused = view.pending.filter((act) => act.state === 'refused' || act.state === 'handed-over').length;
  const { statusReason } = state.application;
  return (
    <span className="case-marks">
      {statusReason !== 'in-progress' && <em data-tone="plain">{t(`domain:statusReason.${statusReason}`)}</em>}
      {waiting > 0 && (
        <em data-tone="waiting" data-testid="mark-provisional" title={t('case:header.waiting', { count: waiting })}>
          {t('domain:mark.provisional')}
        </em>
      )}
      {refused > 0 && (
        <em data-tone="bad" data-testid="mark-refused">
          {t('domain:mark.refused')}
        </em>
      )}
      {view.sight !== 'full' && <em data-tone="plain">{t(`case:sight.${view.sight}`)}</em>}
      {flagsOf(state)
        .filter((flag) => flag !== 'family')
        .map((flag) => (
          <em key={flag} data-tone="plain">
            {t(`domain:flag.${flag}`)}
          </em>
        ))}
    </span>
  );
}

function BringForward() {
  const { t } = useTranslation('case');
  const { state, today } = useOpenCase();
  const { entry } = state.bringForward;
  if (entry === null) return null;
  return (
    <span data-due={entry.date <= today} title={entry.text} data-testid="bring-forward">
      {t('header.bf', { date: entry.date, code: entry.code })}
      {entry.text !== '' && ` ${entry.text}`}
    </span>
  );
}

function Holder() {
  const { t } = useTranslation('case');
  const { state, actor, nameOf } = useOpenCase();
  const { officerId } = state.assignment;
  const isMine = officerId === actor.officerId;
  return (
    <span data-testid="holder">
      {officerId === null
        ? t('header.pool')
        : isMine
          ? t('header.mine')
          : t('header.holder', { name: nameOf(officerId) })}
    </span>
  );
}

function AsOf() {
  const { t } = useTranslation('case');
  const format = useFormat();
  const { view } = useOpenCase();
  return (
    <span className="case-as-of" data-testid="as-of">
      {view.asOf === null ? t('header.asOfNever') : t('header.asOf', { time: format.recent(view.asOf) })}
    </span>
  );
}
