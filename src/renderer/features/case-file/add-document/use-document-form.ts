import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type addedOrigin, type DocumentType, documentTypes } from '#shared/model/document.ts';
import type { DocumentId } from '#shared/model/ids.ts';
import { day } from '#shared/model/ids.ts';
import { useOpenCase } from '../../../state/open-case.tsx';
import { useFormat } from '../../../ui/format/use-format.ts';
import type { DocumentFacts } from './send-file.ts';

export type Origin = (typeof addedOrigin.options)[number];

type Typed = Pick<DocumentForm, 'file' | 'type' | 'origin' | 'applicantId' | 'dated'> & {
  /** Null until it is typed: then it is called what it is. */
  readonly title: string | null;
};

/** What the person says of a file; everything but the file has a sensible beginning. */
export interface DocumentForm {
  readonly file: File | null;
  readonly type: DocumentType;
  readonly title: string;
  readonly origin: Origin;
  /** Empty: of the whole application. */
  readonly applicantId: string;
  readonly dated: string;
  readonly change: (part: Partial<Typed>) => void;
  readonly isFit: boolean;
  readonly documentId: DocumentId;
  /** For the core, once the form is fit. */
  readonly facts: () => DocumentFacts;
}

export function useDocumentForm(given: File | null): DocumentForm {
  const { t } = useTranslation('domain');
  const { state } = useOpenCase();
  const [typed, setTyped] = useState<Typed>({
    file: given,
    type: 'other',
    title: null,
    origin: 'scan-batch',
    applicantId: state.applicants[0]?.id ?? '',
    dated: '',
  });
  // One act however often it is tried: a repeated try finds what was done.
  const ids = useRef({ actId: crypto.randomUUID(), documentId: crypto.randomUUID() as DocumentId });
  const { file, type, origin, applicantId, dated } = typed;
  const title = typed.title ?? t(`documentType.${type}`);
  return {
    ...typed,
    title,
    applicantId,
    documentId: ids.current.documentId,
    change: (part) => setTyped((before) => ({ ...before, ...part })),
    isFit: file !== null && title.trim() !== '' && (dated === '' || day.safeParse(dated).success),
    facts: () => ({
      ...ids.current,
      caseId: state.id,
      type,
      title: title.trim(),
      origin,
      applicantId: applicantId === '' ? null : applicantId,
      dated: dated === '' ? null : dated,
    }),
  };
}

/** What the program asks for first, the rest by its name. */
export function useDocumentTypes(): readonly { readonly id: DocumentType; readonly label: string }[] {
  const { t } = useTranslation('domain');
  const { program } = useOpenCase();
  const { language } = useFormat();
  return useMemo(() => {
    const asked = [...new Set(program.checklist.flatMap((item) => item.documentTypes))];
    const named = (id: DocumentType) => ({ id, label: t(`documentType.${id}`) });
    const rest = documentTypes
      .filter((id) => !asked.includes(id) && id !== 'other')
      .map(named)
      .sort((one, other) => one.label.localeCompare(other.label, language));
    return [named('other'), ...asked.filter((id) => id !== 'other').map(named), ...rest];
  }, [program, t, language]);
}
