import type { DateWords } from './use-date-words.ts';

/** What the dates on the file say about an assessment: computed, beside it, never in place of it. */
export function ComputedDates({ dates }: { readonly dates: readonly DateWords[] }) {
  if (dates.length === 0) return null;
  return (
    <span className="assessment-dates">
      {dates.map(({ text, isConcern }) => (
        <span key={text} data-concern={isConcern}>
          {isConcern && <span aria-hidden>! </span>}
          {text}
        </span>
      ))}
    </span>
  );
}
