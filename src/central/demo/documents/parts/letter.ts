import type { AuthorContext } from '../document-plan.ts';
import { fullName } from '../document-plan.ts';
import { createRandom } from '../random.ts';
import type { Ink } from '../raster/plane.ts';
import { ink } from '../raster/plane.ts';
import type { Sheet, TextStyle } from '../raster/sheet.ts';
import { longDate } from '../words/dates.ts';
import { pressRoundStamp, stampInks } from './rubber-stamps.ts';
import { sign } from './signature.ts';

export interface Letterhead {
  name: string;
  lines: readonly string[];
}

export interface Letter {
  head?: Letterhead;
  date: string;
  to: readonly string[];
  subject: string;
  salutation: string;
  body: readonly string[];
  closing: string;
  signer: { name: string; role: string };
  stamp?: { rim: string; middle: string };
  enclosures?: string;
}

const headInks = ['#183a6b', '#6b1d28', '#1f5a3c', '#3b2f63', '#2b2b2f'] as const;

interface Look {
  style: TextStyle;
  leading: number;
  margin: number;
  colour: Ink;
  headAlign: 'left' | 'center';
}

/** The look of a sender's letters depends on the sender alone. */
function lookOf(sender: string): Look {
  const random = createRandom(`letters of ${sender}`);
  const face = random.pick(['serif', 'serif', 'sans', 'typewriter'] as const);
  return {
    style: {
      face,
      size: face === 'typewriter' ? 11 : random.pick([10.5, 11]),
      jitter: face === 'typewriter' ? 0.35 : 0,
    },
    leading: random.pick([1.35, 1.45]),
    margin: random.pick([22, 25]),
    colour: ink(random.pick(headInks)),
    headAlign: random.pick(['left', 'center'] as const),
  };
}

/** Lays a letter out over as many sheets as it needs; each entry draws one. */
export function letterPages(
  context: AuthorContext,
  letter: Letter,
  paper: { widthMm: number; heightMm: number },
): Array<(sheet: Sheet) => void> {
  const look = lookOf(letter.head?.name ?? letter.signer.name);
  const pages: Array<(sheet: Sheet) => void> = [];
  // Where paragraphs break is only known once they are drawn, so each page leaves the rest to the next one;
  // the number of pages is estimated by the same measure beforehand.
  const chunks = splitBody(letter, look, paper);
  chunks.forEach((chunk, index) => {
    pages.push((sheet) => {
      let y =
        index === 0 ? drawOpening(sheet, context, letter, look) : drawContinuation(sheet, letter, look, index + 1);
      for (const paragraph of chunk) {
        y = sheet.paragraph(look.margin, y, sheet.width - 2 * look.margin, paragraph, look.style, look.leading) + 2.6;
      }
      if (index === chunks.length - 1) drawClosing(sheet, letter, look, y);
      drawFootline(sheet, letter, look, index + 1, chunks.length);
    });
  });
  return pages;
}

function splitBody(letter: Letter, look: Look, paper: { widthMm: number; heightMm: number }): string[][] {
  const lineMm = look.style.size * 0.3528 * look.leading;
  // 0.5 em is the mean width of a letter in these faces, typewriter 0.6.
  const perLine =
    (paper.widthMm - 2 * look.margin) / (look.style.size * 0.3528 * (look.style.face === 'typewriter' ? 0.6 : 0.515));
  const chunks: string[][] = [[]];
  let room = paper.heightMm - 118;
  for (const paragraph of letter.body) {
    const height = Math.ceil(paragraph.length / perLine) * lineMm + 2.6;
    if (height > room && (chunks.at(-1)?.length ?? 0) > 0) {
      chunks.push([]);
      room = paper.heightMm - 75;
    }
    chunks.at(-1)?.push(paragraph);
    room -= height;
  }
  if (room < 22) chunks.push([]);
  return chunks;
}

function drawOpening(sheet: Sheet, context: AuthorContext, letter: Letter, look: Look): number {
  let y = 20;
  if (letter.head) y = drawHead(sheet, letter.head, look);
  y = Math.max(y, 42);
  sheet.text(look.margin, y, longDate(letter.date, context.language), look.style);
  y += 11;
  for (const line of letter.to) {
    sheet.text(look.margin, y, line, look.style);
    y += 5.2;
  }
  y += 5;
  const bold: TextStyle = {
    ...look.style,
    face: look.style.face === 'sans' ? 'sans-bold' : look.style.face === 'serif' ? 'serif-bold' : 'typewriter-bold',
  };
  y = sheet.paragraph(look.margin, y, sheet.width - 2 * look.margin, letter.subject, bold, 1.3) + 4;
  sheet.text(look.margin, y, letter.salutation, look.style);
  return y + 8;
}

export function drawHead(
  sheet: Sheet,
  head: Letterhead,
  look: { colour: Ink; headAlign: 'left' | 'center'; margin: number },
): number {
  const random = createRandom(`mark of ${head.name}`);
  const isCentred = look.headAlign === 'center';
  const markX = isCentred ? sheet.width / 2 - 6 : look.margin;
  drawMark(sheet, random.int(0, 3), markX, 12, look.colour);
  const x = isCentred ? sheet.width / 2 : look.margin + 17;
  const top = isCentred ? 31 : 18;
  const align = isCentred ? ('center' as const) : ('left' as const);
  sheet.text(x, top, head.name, {
    face: random.pick(['serif-bold', 'sans-bold'] as const),
    size: 16,
    ink: look.colour,
    align,
  });
  head.lines.forEach((line, index) =>
    sheet.text(x, top + 5 + index * 3.8, line, { face: 'sans', size: 8, align, ink: ink('#4a4a50') }),
  );
  const rule = top + 7 + head.lines.length * 3.8;
  sheet.line(look.margin, rule, sheet.width - look.margin, rule, 0.5, look.colour);
  return rule + 12;
}

/** Emblems of companies that do not exist. */
function drawMark(sheet: Sheet, shape: number, x: number, y: number, colour: Ink): void {
  if (shape === 0) {
    sheet.fill(x, y, 12, 12, colour);
    sheet.fill(x + 3, y + 3, 6, 6, ink('#ffffff'));
  } else if (shape === 1) {
    for (let i = 0; i < 4; i++) sheet.fill(x + i * 3, y + 9 - i * 3, 2.2, 3 + i * 3, colour);
  } else if (shape === 2) {
    for (let i = 0; i < 5; i++) sheet.fill(x, y + i * 2.6, 12 - i * 1.8, 1.5, colour);
  } else {
    sheet.pen(
      [
        [x + 1, y + 10],
        [x + 4, y + 2],
        [x + 7, y + 8],
        [x + 9, y + 3],
        [x + 12, y + 11],
      ],
      1.4,
      colour,
      1,
    );
    sheet.line(x, y + 12, x + 13, y + 12, 0.9, colour);
  }
}

function drawContinuation(sheet: Sheet, letter: Letter, look: Look, page: number): number {
  sheet.text(look.margin, 20, letter.subject.slice(0, 70), { ...look.style, size: 8.5 });
  sheet.text(sheet.width - look.margin, 20, String(page), { ...look.style, size: 8.5, align: 'right' });
  return 32;
}

function drawClosing(sheet: Sheet, letter: Letter, look: Look, from: number): void {
  let y = from + 4;
  sheet.text(look.margin, y, letter.closing, look.style);
  y += 21;
  sign(sheet, look.margin + 2, y - 6, letter.signer.name);
  sheet.line(look.margin, y, look.margin + 62, y, 0.2);
  sheet.text(look.margin, y + 5, letter.signer.name, look.style);
  sheet.text(look.margin, y + 10, letter.signer.role, { ...look.style, size: look.style.size - 1 });
  if (letter.stamp)
    pressRoundStamp(
      sheet,
      look.margin + sheet.random.range(58, 82),
      y - sheet.random.range(18, 26),
      letter.stamp,
      sheet.random.pick([stampInks.violet, stampInks.blue, stampInks.red]),
    );
  if (letter.enclosures) sheet.text(look.margin, y + 19, letter.enclosures, { ...look.style, size: 8.5 });
}

function drawFootline(sheet: Sheet, letter: Letter, look: Look, page: number, pages: number): void {
  if (!letter.head) return;
  const y = sheet.height - 12;
  sheet.line(look.margin, y - 4, sheet.width - look.margin, y - 4, 0.2, look.colour);
  sheet.text(sheet.width / 2, y, `${letter.head.name} · ${page}/${pages}`, {
    face: 'sans',
    size: 7,
    align: 'center',
    ink: ink('#5a5a60'),
  });
}

/** `Dear Ms. Diallo,` */
export function dear(context: AuthorContext): string {
  const { person, language } = context;
  const name = person.familyName || person.givenNames;
  if (language === 'fr')
    return person.sex === 'F'
      ? `Madame ${name},`
      : person.sex === 'M'
        ? `Monsieur ${name},`
        : `Bonjour ${fullName(person)},`;
  return person.sex === 'F'
    ? `Dear Ms. ${name},`
    : person.sex === 'M'
      ? `Dear Mr. ${name},`
      : `Dear ${fullName(person)},`;
}
