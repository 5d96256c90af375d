import type { AuthorContext, DocumentPlan } from '../document-plan.ts';
import { fullName, letterPaper } from '../document-plan.ts';
import { pressRoundStamp, stampInks } from '../parts/rubber-stamps.ts';
import { sign } from '../parts/signature.ts';
import type { Sheet, TextStyle } from '../raster/sheet.ts';
import { country } from '../words/countries.ts';
import { addDays, longDate } from '../words/dates.ts';
import { hostNames } from '../words/inventions.ts';
import { narrative } from '../words/narrative.ts';

const paragraphsPerPage = 4;

/** Facts: `commissioner`, `subject`. Numbered paragraphs, initials on every page, a commissioner's stamp on the last. */
export function statutoryDeclaration(context: AuthorContext): DocumentPlan {
  const { person, say, fact, random, language } = context;
  const pages = context.pageCount(() => random.int(2, 5));
  const date = fact('date', () => addDays('2026-01-05', random.int(0, 200)));
  const commissioner = fact('commissioner', () => random.pick(hostNames));
  const style: TextStyle = { face: random.pick(['serif', 'typewriter'] as const), size: 11 };
  const initials = fullName(person)
    .split(' ')
    .map((name) => name.charAt(0))
    .join('. ');
  const paragraphs = narrative(language, random, pages * paragraphsPerPage - 3);
  return {
    title: { en: 'Statutory declaration', fr: 'Déclaration solennelle' },
    paper: letterPaper,
    pages: Array.from({ length: pages }, (_, index) => (sheet: Sheet) => {
      let y = 28;
      if (index === 0) {
        sheet.text(sheet.width / 2, y, say('STATUTORY DECLARATION', 'DÉCLARATION SOLENNELLE'), {
          face: 'serif-bold',
          size: 15,
          align: 'center',
          spacing: 1,
        });
        y =
          sheet.paragraph(
            28,
            y + 14,
            sheet.width - 56,
            say(
              `I, ${fullName(person)}, of ${person.birthPlace}, ${country(person.citizenship).en}, do solemnly declare that:`,
              `Je, ${fullName(person)}, de ${person.birthPlace}, ${country(person.citizenship).fr}, déclare solennellement que :`,
            ),
            style,
          ) + 4;
      }
      const from = index === 0 ? 0 : index * paragraphsPerPage - 1;
      const mine = paragraphs.slice(
        from,
        from + (index === 0 ? paragraphsPerPage - 1 : index === pages - 1 ? paragraphsPerPage - 2 : paragraphsPerPage),
      );
      mine.forEach((paragraph, at) => {
        sheet.text(28, y, `${from + at + 1}.`, style);
        y = sheet.paragraph(38, y, sheet.width - 66, paragraph, style, 1.4) + 3.5;
      });
      if (index === pages - 1) drawJurat(sheet, y, { context, style, date, commissioner });
      sheet.text(sheet.width - 28, sheet.height - 14, `${index + 1} / ${pages}`, { ...style, size: 9, align: 'right' });
      sheet.text(34, sheet.height - 14, initials, { face: 'script', size: 13, ink: { red: 29, green: 47, blue: 134 } });
    }),
  };
}

interface Jurat {
  context: AuthorContext;
  style: TextStyle;
  date: string;
  commissioner: string;
}

function drawJurat(sheet: Sheet, from: number, { context, style, date, commissioner }: Jurat): void {
  const { say, person, language } = context;
  const y = Math.min(
    sheet.paragraph(
      28,
      from + 3,
      sheet.width - 56,
      say(
        'And I make this solemn declaration conscientiously believing it to be true, and knowing that it is of the same force and effect as if made under oath.',
        'Et je fais cette déclaration solennelle, la croyant vraie en conscience et sachant qu’elle a la même force et le même effet que si elle était faite sous serment.',
      ),
      style,
    ),
    205,
  );
  sheet.paragraph(
    28,
    y + 6,
    80,
    say(
      `Declared before me at ${person.birthPlace} on ${longDate(date, language)}.`,
      `Déclaré devant moi à ${person.birthPlace} le ${longDate(date, language)}.`,
    ),
    style,
  );
  sign(sheet, 124, y + 20, fullName(person));
  sheet.line(118, y + 23, sheet.width - 28, y + 23, 0.2);
  sheet.text(118, y + 28, say('Declarant', 'Déclarant'), { ...style, size: 9 });
  sign(sheet, 34, y + 42, commissioner);
  sheet.line(28, y + 45, 100, y + 45, 0.2);
  sheet.text(28, y + 50, `${commissioner}, ${say('notary public', 'notaire')}`, { ...style, size: 9 });
  pressRoundStamp(
    sheet,
    96,
    y + 26,
    { rim: 'NOTARY PUBLIC SPECIMEN', middle: commissioner.split(' ').at(-1)?.toUpperCase() ?? '' },
    stampInks.red,
  );
}
