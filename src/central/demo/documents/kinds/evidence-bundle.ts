import type { AuthorContext, DocumentPlan } from '../document-plan.ts';
import { fullName, letterPaper } from '../document-plan.ts';
import { pressDateStamp, stampInks } from '../parts/rubber-stamps.ts';
import { scribble } from '../parts/signature.ts';
import { ink } from '../raster/plane.ts';
import type { Sheet, TextStyle } from '../raster/sheet.ts';
import { addDays, longDate, stampDate } from '../words/dates.ts';
import { hostNames } from '../words/inventions.ts';
import { money } from '../words/money.ts';
import { narrative } from '../words/narrative.ts';

type PageDrawer = (sheet: Sheet, y: number, context: AuthorContext, page: number) => void;

/**
 * Facts: `subject`. A bound record of exhibits: separator sheets, articles, messages, ledgers, statements; every page
 * carries the bundle's running number. From one page to 600.
 */
export function evidenceBundle(context: AuthorContext): DocumentPlan {
  const pages = context.pageCount(() => context.random.int(20, 60));
  const drawers: PageDrawer[] = [drawArticle, drawMessages, drawLedger, drawStatement];
  const exhibitOf = new Map<number, { letter: string; drawer: PageDrawer }>();
  let exhibit = -1;
  let left = 0;
  let drawer: PageDrawer = drawStatement;
  const starts: number[] = [];
  for (let page = 2; page <= pages; page++) {
    if (left === 0) {
      exhibit++;
      left = context.random.int(5, 18);
      drawer = context.random.pick(drawers);
      starts.push(page);
    } else left--;
    exhibitOf.set(page, { letter: exhibitName(exhibit), drawer });
  }
  return {
    title: { en: 'Evidence record', fr: 'Recueil de preuves' },
    paper: letterPaper,
    pages: Array.from({ length: pages }, (_, index) => (sheet: Sheet) => {
      const page = index + 1;
      const part = exhibitOf.get(page);
      if (!part) drawCover(sheet, context, starts, pages);
      else if (starts.includes(page)) drawSeparator(sheet, context, part.letter);
      else part.drawer(sheet, 26, context, page);
      sheet.text(sheet.width - 14, 12, String(page).padStart(4, '0'), {
        face: 'typewriter-bold',
        size: 13,
        align: 'right',
      });
      if (part)
        sheet.text(sheet.width - 14, sheet.height - 8, `${context.say('Exhibit', 'Pièce')} ${part.letter}`, {
          face: 'sans',
          size: 7.5,
          align: 'right',
        });
      if (sheet.random.chance(0.03))
        scribble(
          sheet,
          sheet.random.range(120, 165),
          sheet.random.range(30, 240),
          sheet.random.pick([
            context.say('see p. 12', 'voir p. 12'),
            context.say('important', 'important'),
            '?',
            'OK',
            context.say('original seen', 'original vu'),
          ]),
        );
    }),
  };
}

/** A to Z, then AA, AB, ... */
function exhibitName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${String.fromCharCode(64 + Math.floor(index / 26))}${letter}`;
}

function drawCover(sheet: Sheet, context: AuthorContext, starts: readonly number[], pages: number): void {
  const { say, fact, person } = context;
  const middle = sheet.width / 2;
  sheet.text(
    middle,
    36,
    fact('subject', () => say('RECORD OF EVIDENCE', 'RECUEIL DE PREUVES')),
    { face: 'serif-bold', size: 18, align: 'center' },
  );
  sheet.text(middle, 46, fullName(person), { face: 'serif', size: 13, align: 'center' });
  sheet.text(middle, 53, `${fact('applicationNumber', () => '')}   ${pages} ${say('pages', 'pages')}`, {
    face: 'serif',
    size: 11,
    align: 'center',
  });
  const style: TextStyle = { face: 'serif', size: 10.5 };
  starts.slice(0, 56).forEach((page, index) => {
    const x = index < 28 ? 26 : 116;
    const y = 72 + (index % 28) * 6;
    sheet.text(x, y, `${say('Exhibit', 'Pièce')} ${exhibitName(index)}`, style);
    sheet.line(x + 24, y, x + 62, y, 0.1);
    sheet.text(x + 74, y, String(page), { ...style, align: 'right' });
  });
  pressDateStamp(
    sheet,
    150,
    246,
    { head: 'RECEIVED / REÇU', date: stampDate(fact('date', () => '2026-02-11')), foot: 'REGISTRY · GREFFE' },
    stampInks.blue,
  );
}

function drawSeparator(sheet: Sheet, context: AuthorContext, letter: string): void {
  const middle = sheet.width / 2;
  sheet.frame(50, 90, sheet.width - 100, 70, 0.6);
  sheet.text(middle, 118, context.say('EXHIBIT', 'PIÈCE'), {
    face: 'serif-bold',
    size: 24,
    align: 'center',
    spacing: 3,
  });
  sheet.text(middle, 142, letter, { face: 'serif-bold', size: 44, align: 'center' });
  sheet.paragraph(
    40,
    182,
    sheet.width - 80,
    context.say(
      'This is the exhibit referred to in the declaration of the applicant, sworn before me.',
      'Voici la pièce mentionnée dans la déclaration du demandeur, faite sous serment devant moi.',
    ),
    { face: 'serif-italic', size: 11, align: 'center' },
  );
}

const outlets = [
  'The Morning Chronicle',
  'Le Journal du Delta',
  'Highland Observer',
  'Human Rights Bulletin',
  'La Gazette du Fleuve',
] as const;

function drawArticle(sheet: Sheet, from: number, context: AuthorContext): void {
  const { random } = sheet;
  const name = random.pick(outlets);
  sheet.text(22, from, name, { face: 'serif-bold', size: 15 });
  sheet.line(22, from + 3, sheet.width - 22, from + 3, 0.5);
  const text = narrative(context.language, random, 12);
  let y = sheet.paragraph(
    22,
    from + 13,
    sheet.width - 44,
    (text[0] ?? '').split('. ')[0] ?? '',
    { face: 'serif-bold', size: 14 },
    1.2,
  );
  sheet.text(22, y + 1, longDate(addDays('2021-01-01', random.int(0, 1800)), context.language), {
    face: 'sans',
    size: 7.5,
  });
  y += 8;
  const style: TextStyle = { face: 'serif', size: 9 };
  const width = (sheet.width - 52) / 2;
  for (const column of [0, 1]) {
    let at = y;
    for (const paragraph of text.slice(column * 6, column * 6 + 6)) {
      if (at > sheet.height - 45) break;
      at = sheet.paragraph(22 + column * (width + 8), at, width, paragraph, style, 1.32) + 2;
    }
  }
}

function drawMessages(sheet: Sheet, from: number, context: AuthorContext): void {
  const { random } = sheet;
  const other = random.pick(hostNames);
  sheet.text(22, from, `${context.say('Messages with', 'Messages avec')} ${other}`, { face: 'sans-bold', size: 11 });
  let y = from + 10;
  let minute = random.int(400, 900);
  while (y < sheet.height - 40) {
    const isMine = random.chance(0.5);
    const sentence = (narrative(context.language, random, 1)[0] ?? '').split('. ')[0] ?? '';
    const lines = sheet.wrap(sentence, 92, { face: 'sans', size: 9 });
    const height = lines.length * 4.4 + 6;
    const x = isMine ? sheet.width - 22 - 100 : 22;
    if (sheet.look.mode !== 'g4') sheet.fill(x, y, 100, height, isMine ? ink('#d8ecd8') : ink('#e5e6ea'), 0.9);
    sheet.frame(x, y, 100, height, 0.15);
    lines.forEach((line, index) => sheet.text(x + 4, y + 5.4 + index * 4.4, line, { face: 'sans', size: 9 }));
    sheet.text(x + 97, y + height - 1.6, `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`, {
      face: 'sans',
      size: 6,
      align: 'right',
    });
    minute = (minute + random.int(1, 40)) % 1440;
    y += height + 3.5;
  }
}

function drawLedger(sheet: Sheet, from: number, context: AuthorContext): void {
  const { random } = sheet;
  sheet.text(22, from, context.say('Remittances and payments', 'Envois de fonds et paiements'), {
    face: 'typewriter-bold',
    size: 12,
  });
  const style: TextStyle = { face: 'typewriter', size: 9.5 };
  let sum = 0;
  let date = addDays('2022-01-04', random.int(0, 1200));
  let y = from + 10;
  for (let row = 0; row < 38; row++) {
    const cents = random.int(2000, 90000);
    sum += cents;
    sheet.text(22, y, date, style);
    sheet.text(54, y, `TRF ${random.int(1_000_000, 9_999_999)}  ${random.pick(hostNames)}`, style);
    sheet.text(164, y, money(cents, context.language), { ...style, align: 'right' });
    sheet.text(sheet.width - 22, y, money(sum, context.language), { ...style, align: 'right' });
    date = addDays(date, random.int(2, 20));
    y += 5.4;
  }
}

function drawStatement(sheet: Sheet, from: number, context: AuthorContext): void {
  const style: TextStyle = { face: 'typewriter', size: 11, jitter: 0.25 };
  let y = from;
  for (const paragraph of narrative(context.language, sheet.random, 6)) {
    if (y > sheet.height - 60) break;
    y = sheet.paragraph(28, y, sheet.width - 56, paragraph, style, 1.5) + 4;
  }
}
