import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlainError } from '#shared/errors/app-error.ts';
import type { RefusalCode } from '#shared/model/refusal.ts';
import { useFormat } from '../format/use-format.ts';
import './error-note.css';

/** What RTK Query gives as an error, brought to a code that has a message. */
export function asPlainError(error: unknown): PlainError {
  const plain = error as Partial<PlainError> | undefined;
  if (plain?.code !== undefined)
    return { code: plain.code, details: plain.details ?? {}, retryable: plain.retryable ?? false };
  return { code: 'internal', details: {}, retryable: false };
}

/** The rule behind a `rule-refused`, where the error names one. */
export function refusalOf(error: PlainError): RefusalCode | null {
  const code = error.details['refusal'];
  return error.code === 'rule-refused' && typeof code === 'string' ? (code as RefusalCode) : null;
}

/** Counts and limits that a message names, written as the language writes numbers. */
function valuesOf({ details }: PlainError, format: ReturnType<typeof useFormat>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'number' ? format.number(value) : String(value),
    ]),
  );
}

/** An error in one sentence, for notices and lines of a list. Always in the language of the moment. */
export function useErrorText(): (error: unknown) => string {
  const { i18n } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    const t = i18n.getFixedT(null, ['errors', 'refusals']);
    return (error) => {
      const plain = asPlainError(error);
      const refusal = refusalOf(plain);
      return refusal === null
        ? t(`errors:${plain.code}.what`, { replace: valuesOf(plain, format) })
        : t(`refusals:${refusal}.why`);
    };
  }, [i18n, format]);
}

export interface ErrorNoteProps {
  readonly error: unknown;
  /** Buttons: try again, go elsewhere. */
  readonly children?: React.ReactNode;
}

/** What happened, what was kept, what to do: every failure that takes room on a screen is shown by this. */
export function ErrorNote({ error, children }: ErrorNoteProps) {
  const { t } = useTranslation(['errors', 'refusals']);
  const format = useFormat();
  const plain = asPlainError(error);
  const refusal = refusalOf(plain);
  const values = valuesOf(plain, format);
  return (
    <div className="error-note" role="alert" data-testid="error-note" data-code={refusal ?? plain.code}>
      <strong>
        {refusal === null ? t(`errors:${plain.code}.what`, { replace: values }) : t(`refusals:${refusal}.why`)}
      </strong>
      <p>{t(`errors:${plain.code}.kept`)}</p>
      <p>{refusal === null ? t(`errors:${plain.code}.todo`) : t(`refusals:${refusal}.todo`)}</p>
      {children !== undefined && <div className="error-note-steps">{children}</div>}
    </div>
  );
}
