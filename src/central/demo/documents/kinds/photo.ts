import type { AuthorContext, DocumentPlan } from '../document-plan.ts';
import { fullName } from '../document-plan.ts';
import { paintPortrait } from '../parts/portrait.ts';
import { addDays } from '../words/dates.ts';

/** A photo of 35 x 45 mm with a little of the glass around it; a second page shows its back. */
export function photo(context: AuthorContext): DocumentPlan {
  const { person, request } = context;
  const pages = context.pageCount(() => 1, 2);
  const takenOn = context.fact('date', () => addDays('2026-01-10', context.random.int(0, 200)));
  const back = (sheet: Parameters<DocumentPlan['pages'][number]>[0]): void => {
    sheet.text(5, 14, fullName(person), { face: 'hand', size: 12, jitter: 0.5 });
    sheet.text(5, 21, person.birthDate, { face: 'hand', size: 12, jitter: 0.5 });
    sheet.text(5, 38, `Studio Lumière  ${takenOn}`, { face: 'sans', size: 6 });
  };
  return {
    title: { en: 'Photograph', fr: 'Photographie' },
    paper: { widthMm: 39, heightMm: 49 },
    isHandledWithCare: request.look.mode !== 'g4',
    pages: [
      (sheet) => sheet.picture(2, 2, paintPortrait(person, sheet.px(35), sheet.px(45))),
      ...(pages > 1 ? [back] : []),
    ],
  };
}
