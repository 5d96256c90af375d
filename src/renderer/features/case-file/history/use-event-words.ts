import { useTranslation } from 'react-i18next';
import type { AssessmentStatus, AssessmentType } from '#shared/model/assessment.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import { groundFor } from '#shared/model/programs/registry.ts';
import { useOpenCase } from '../../../state/open-case.tsx';
import { useFormat, useLanguage } from '../../../ui/format/use-format.ts';

export interface EventWords {
  readonly title: string;
  /** What was recorded, in one line; empty where the title says it all. */
  readonly detail: string;
}

/** Something with its reason, where one was given. */
function useBecause(): (what: string, reason: string) => string {
  const { t } = useTranslation('case');
  return (what, reason) => (reason === '' ? what : t('history.because', { what, reason }));
}

type Settling = Extract<
  CaseEvent,
  { type: 'application-withdrawn' | 'application-reopened' | 'act-handed-over' | 'handed-over-settled' }
>;

/** How a case ended without a decision, or went on after all, and what became of acts that came too late. */
function useSettledWords(): (event: Settling) => string {
  const { t } = useTranslation(['case', 'domain']);
  const format = useFormat();
  const because = useBecause();
  return (event) => {
    switch (event.type) {
      case 'application-withdrawn': {
        const { requestedOn, requestedBy, remark } = event.payload;
        const who = t(`domain:requestedBy.${requestedBy}`);
        return because(t('case:history.withdrawn', { date: requestedOn, who }), remark);
      }
      case 'application-reopened':
        return event.payload.reason;
      case 'act-handed-over': {
        const { type, doneAt, reason } = event.payload;
        const time = format.moment(doneAt);
        return because(t('case:history.leftBy', { act: t(`domain:command.${type}`), time }), reason);
      }
      case 'handed-over-settled':
        return because(t(`domain:settlement.${event.payload.how}`), event.payload.reason);
    }
  };
}

/** An assessment and what was recorded of it. */
function useRecordedWords(): (assessment: AssessmentType, status: AssessmentStatus) => string {
  const { t } = useTranslation(['case', 'domain']);
  return (assessment, status) =>
    t('case:assess.recorded', {
      assessment: t(`domain:assessment.${assessment}`),
      status: t(`domain:assessmentStatus.${status}`),
    });
}

/** What was drafted or signed; null where a draft was discarded. */
function outcomeOf(event: Extract<CaseEvent, { type: 'decision-drafted' | 'decision-signed' }>) {
  const draft = event.type === 'decision-signed' ? event.payload.statement.draft : event.payload.draft;
  return draft === null ? null : draft.outcome;
}

/** What kind of letter was sent under an id. */
function useLetterKind(): (id: string) => string {
  const { t } = useTranslation('domain');
  const { state } = useOpenCase();
  return (id) =>
    state.correspondence
      .filter((sent) => sent.id === id)
      .map(({ kind }) => t(`correspondenceKind.${kind}`))
      .join('');
}

/** An event in the words of the screen. */
export function useEventWords(): (event: CaseEvent) => EventWords {
  const { t } = useTranslation(['case', 'domain']);
  const language = useLanguage();
  const because = useBecause();
  const recordedWords = useRecordedWords();
  const settledWords = useSettledWords();
  const { state, program, nameOf } = useOpenCase();
  const documentTitle = (id: string): string => state.documents.find((each) => each.id === id)?.title[language] ?? '';
  const letterKind = useLetterKind();
  const detailOf = (event: CaseEvent): string => {
    switch (event.type) {
      case 'case-received':
        return t('case:history.received', { count: event.payload.documents.length });
      case 'case-opened':
        return event.payload.reason ?? '';
      case 'case-assigned': {
        const { kind, to, reason } = event.payload;
        return because(t(`case:history.assigned.${kind}`, { name: nameOf(to) || t('case:header.pool') }), reason);
      }
      case 'assessment-recorded': {
        const { assessment, status } = event.payload;
        return recordedWords(assessment, status);
      }
      case 'note-added':
        return t(`domain:noteType.${event.payload.type}`);
      case 'bring-forward-set':
        return `${event.payload.date} ${event.payload.code} ${event.payload.text}`.trim();
      case 'document-read':
        return documentTitle(event.payload.documentId);
      case 'document-received':
        return event.payload.document.title[language];
      case 'correspondence-sent':
        return t(`domain:correspondenceKind.${event.payload.correspondence.kind}`);
      case 'correspondence-answered':
        return letterKind(event.payload.id);
      case 'evidence-added': {
        const { documentId, pageIndex, groundId } = event.payload;
        const provision = groundFor(program, groundId)?.provision ?? groundId;
        return t('case:history.cited', { provision, document: documentTitle(documentId), page: pageIndex + 1 });
      }
      case 'decision-drafted':
      case 'decision-signed': {
        const outcome = outcomeOf(event);
        return outcome === null ? t('case:history.draftDiscarded') : t(`domain:outcome.${outcome}`);
      }
      case 'application-withdrawn':
      case 'application-reopened':
      case 'act-handed-over':
      case 'handed-over-settled':
        return settledWords(event);
      case 'bring-forward-cleared':
      case 'evidence-removed':
        return '';
    }
  };
  return (event) => ({ title: t(`domain:event.${event.type}`), detail: detailOf(event) });
}
