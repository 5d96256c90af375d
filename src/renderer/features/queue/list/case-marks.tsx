import type { QueueRow } from '#shared/contract/queue.ts';
import type { ListTexts } from './list-texts.ts';

type Mark = QueueRow['marks'][number];
type Flag = QueueRow['flags'][number];

/** Marks that ask for something stand first; `ready-offline` is the usual state and only a sign. */
const loudMarks: readonly Mark[] = ['refused', 'handed-over', 'provisional', 'new', 'partly-offline'];
const loudFlags: ReadonlySet<Flag> = new Set<Flag>([
  'response-received',
  'handed-over-draft',
  'fairness-open',
  'fees-unpaid',
]);

/** What a line says beyond its columns. Each is a word, never a colour alone. */
export function CaseMarks({ t, row }: { readonly t: ListTexts; readonly row: QueueRow }) {
  return (
    <>
      {loudMarks
        .filter((mark) => row.marks.includes(mark))
        .map((mark) => (
          <span key={mark} className="case-mark" data-mark={mark}>
            {t(`domain:mark.${mark}`)}
          </span>
        ))}
      {row.flags.map((flag) => (
        <span key={flag} className="case-flag" data-loud={loudFlags.has(flag)}>
          {t(`domain:flag.${flag}`)}
        </span>
      ))}
    </>
  );
}

/** Everything of the case is on this device. A sign beside the number, since it is the usual state. */
export function ReadySign({ t, row }: { readonly t: ListTexts; readonly row: QueueRow }) {
  if (!row.marks.includes('ready-offline')) return null;
  return (
    <span className="case-ready" title={t('domain:mark.ready-offline')}>
      <span aria-hidden>⤓</span>
      <span className="visually-hidden">{t('domain:mark.ready-offline')}</span>
    </span>
  );
}
