import { useTranslation } from 'react-i18next';
import type { AssessmentStatus } from '#shared/model/assessment.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { CommandType } from '#shared/model/command.ts';
import type { DocumentType } from '#shared/model/document.ts';
import type { NoteType } from '#shared/model/note.ts';
import { groundFor, programFor } from '#shared/model/programs/registry.ts';
import type { RecordField } from '#shared/model/record-fields.ts';
import { useNames } from '../../state/open-case.tsx';
import { useLanguage } from '../../ui/format/use-format.ts';

/** Values of a record in the words of the screen. `state` gives the names of grounds, conditions and documents. */
export function useFieldWords(state: CaseState | null): (field: RecordField) => string {
  const { t } = useTranslation(['conflict', 'domain']);
  const language = useLanguage();
  const nameOf = useNames();
  const program = state === null ? null : programFor(state.application.program);
  const word = (form: RecordField['form'], item: string): string => {
    switch (form) {
      case 'text':
      case 'day':
      case 'number':
        return item;
      case 'yes-no':
        return item === 'true' ? t('conflict:yes') : t('conflict:no');
      case 'assessment-status':
        return t(`domain:assessmentStatus.${item as AssessmentStatus}`);
      case 'outcome':
        return t(`domain:outcome.${item as 'approve' | 'refuse'}`);
      case 'entries':
        return t(`conflict:entries.${item as 'single' | 'multiple'}`);
      case 'condition':
        return program?.conditions.find((each) => each.id === item)?.text[language] ?? item;
      case 'ground':
        return (program === null ? undefined : groundFor(program, item))?.title[language] ?? item;
      case 'person':
        return nameOf(item);
      case 'document':
        return state?.documents.find((each) => each.id === item)?.title[language] ?? item;
      case 'document-type':
        return t(`domain:documentType.${item as DocumentType}`);
      case 'note-type':
        return t(`domain:noteType.${item as NoteType}`);
      case 'status-reason':
        return t(`domain:statusReason.${item as CaseState['application']['statusReason']}`);
      case 'requested-by':
        return t(`domain:requestedBy.${item as 'applicant' | 'representative'}`);
      case 'command':
        return t(`domain:command.${item as CommandType}`);
      case 'settlement':
        return t(`domain:settlement.${item as 'used' | 'put-aside' | 'replaced'}`);
    }
  };
  return ({ form, items }) => items.map((item) => word(form, item)).join('\n');
}
