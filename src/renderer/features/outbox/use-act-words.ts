import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '#shared/contract/outbox.ts';
import type { AssessmentStatus, AssessmentType } from '#shared/model/assessment.ts';
import type { DocumentType } from '#shared/model/document.ts';
import type { HandedOverType } from '#shared/model/handed-over.ts';
import type { NoteType } from '#shared/model/note.ts';
import { groundNamed } from '#shared/model/programs/registry.ts';
import en from '../../i18n/en/outbox.json';
import fr from '../../i18n/fr/outbox.json';
import { addCatalogue } from '../../i18n/i18n.ts';
import { usePeopleQuery } from '../../state/case-endpoints.ts';

addCatalogue('outbox', { en, fr });

/** What an act says, in one sentence from the values that the core gives with it. */
export function useActWords(): (item: Pick<OutboxItem, 'type' | 'summary'>) => string {
  const { t } = useTranslation(['outbox', 'domain']);
  const { data: people = [] } = usePeopleQuery({});
  return ({ type, summary }) => {
    const act = t(`domain:command.${type}`);
    const withDetail = (detail: string | undefined): string =>
      detail === undefined || detail === '' ? act : t('outbox:withDetail', { act, detail });
    switch (type) {
      case 'assessment.record': {
        const { assessment, status } = summary as { assessment?: AssessmentType; status?: AssessmentStatus };
        if (assessment === undefined || status === undefined) return act;
        return t('outbox:withDetail', {
          act: t(`domain:assessment.${assessment}`),
          detail: t(`domain:assessmentStatus.${status}`),
        });
      }
      case 'note.add': {
        const { noteType } = summary as { noteType?: NoteType };
        return withDetail(noteType === undefined ? undefined : t(`domain:noteType.${noteType}`));
      }
      case 'document.add': {
        const { documentType } = summary as { documentType?: DocumentType };
        return withDetail(documentType === undefined ? undefined : t(`domain:documentType.${documentType}`));
      }
      case 'decision.sign':
        return summary['outcome'] === 'refuse' ? t('outbox:decision.refuse') : t('outbox:decision.approve');
      case 'bring-forward.set':
        return withDetail([summary['date'], summary['code']].filter((part) => part !== undefined).join(' '));
      case 'case.reassign':
        return withDetail(people.find((person) => person.officerId === summary['to'])?.name ?? summary['to']);
      case 'evidence.add':
        return withDetail(groundNamed(summary['ground'] ?? '')?.provision ?? summary['ground']);
      case 'application.withdraw':
        return withDetail(summary['date']);
      case 'handed-over.leave': {
        const { left } = summary as { left?: HandedOverType };
        return withDetail(left === undefined ? undefined : t(`domain:command.${left}`));
      }
      case 'handed-over.settle': {
        const { how } = summary as { how?: 'used' | 'put-aside' };
        return withDetail(how === undefined ? undefined : t(`domain:settlement.${how}`));
      }
      case 'application.reopen':
      case 'case.open':
      case 'case.take':
      case 'case.release':
      case 'bring-forward.clear':
      case 'document.mark-read':
      case 'evidence.remove':
      case 'decision.draft':
        return act;
    }
  };
}
