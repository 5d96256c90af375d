import type { AuthorContext, DocumentPlan } from '../document-plan.ts';
import { letterPaper } from '../document-plan.ts';
import { passportZone } from '../mrz.ts';
import { paintPortrait } from '../parts/portrait.ts';
import { pressDateStamp, pressRoundStamp, stampInks } from '../parts/rubber-stamps.ts';
import { guilloche, specimenWord } from '../parts/security-print.ts';
import { sign } from '../parts/signature.ts';
import { ink } from '../raster/plane.ts';
import type { Sheet, TextStyle } from '../raster/sheet.ts';
import { black } from '../raster/sheet.ts';
import { country } from '../words/countries.ts';
import { addDays, someDayBetween, stampDate, travelDate } from '../words/dates.ts';

// ICAO Doc 9303: a TD3 page is 125 x 88 mm.
const pageWidth = 125;
const pageHeight = 88;

const label: TextStyle = { face: 'sans', size: 5.2, ink: ink('#55506a') };
const value: TextStyle = { face: 'sans-bold', size: 8.4 };

/** The bio-data page of a specimen passport, then its visa pages. In 1-bit it is a photocopy on a full sheet. */
export function passport(context: AuthorContext): DocumentPlan {
  const isCopy =
    context.request.look.mode === 'g4' || (context.request.look.mode === 'grey' && context.random.chance(0.5));
  const paper = isCopy ? letterPaper : { widthMm: pageWidth + 4, heightMm: pageHeight + 4 };
  const pages = context.pageCount(() => context.random.int(1, 3), 24);
  const at = (sheet: Sheet): [number, number] => (isCopy ? [(sheet.width - pageWidth) / 2, 30] : [2, 2]);
  return {
    title: { en: 'Passport', fr: 'Passeport' },
    paper,
    isHandledWithCare: !isCopy,
    pages: Array.from({ length: pages }, (_, index) => (sheet: Sheet) => {
      const [x, y] = at(sheet);
      if (index === 0) drawBioPage(sheet, x, y, context);
      else drawVisaPage(sheet, x, y, index * 2 + 4, context);
      if (!isCopy) return;
      if (index > 0) drawVisaPage(sheet, x, y + pageHeight, index * 2 + 5, context);
      // The lid did not close over the booklet.
      sheet.fill(x - 2.5, y, 1.6, pageHeight * (index > 0 ? 2 : 1), black);
      sheet.fill(x, y + pageHeight * (index > 0 ? 2 : 1), pageWidth, 0.8, black);
    }),
  };
}

function drawBioPage(sheet: Sheet, x: number, y: number, context: AuthorContext): void {
  const { person } = context;
  const land = country(person.citizenship);
  if (sheet.look.mode !== 'g4')
    sheet.picture(x, y, guilloche(person.citizenship, sheet.px(pageWidth), sheet.px(pageHeight)));
  sheet.frame(x, y, pageWidth, pageHeight, 0.15, ink('#8a8a90'));
  sheet.text(x + 6, y + 8, land.en.toUpperCase(), { face: 'serif-bold', size: 10 });
  sheet.text(x + pageWidth - 6, y + 8, 'PASSPORT / PASSEPORT', { face: 'sans-bold', size: 8.5, align: 'right' });
  sheet.picture(x + 5, y + 16, paintPortrait(person, sheet.px(33), sheet.px(42.5)));
  const field = (dx: number, dy: number, name: string, text: string): void => {
    sheet.text(x + dx, y + dy, name, label);
    sheet.text(x + dx, y + dy + 3.9, text, value);
  };
  field(43, 14, 'Type', 'P');
  field(56, 14, 'Issuing country / Pays émetteur', person.citizenship);
  field(90, 14, 'Passport No. / No de passeport', person.passportNumber);
  field(43, 22, 'Surname / Nom', person.familyName.toUpperCase().slice(0, 34));
  field(43, 30, 'Given names / Prénoms', person.givenNames.toUpperCase().slice(0, 34));
  field(
    43,
    38,
    'Nationality / Nationalité',
    `${land.en.toUpperCase().slice(0, 18)}/${land.fr.toUpperCase().slice(0, 18)}`,
  );
  field(43, 46, 'Date of birth / Date de naissance', travelDate(person.birthDate));
  field(86, 46, 'Sex / Sexe', person.sex);
  field(98, 46, 'Place of birth / Lieu', person.birthPlace.toUpperCase().slice(0, 15));
  field(43, 54, 'Date of issue / Date de délivrance', travelDate(person.passportIssued));
  field(86, 54, 'Date of expiry / Expiration', travelDate(person.passportExpires));
  sign(sheet, x + 7, y + 64.5, `${person.givenNames} ${person.familyName}`);
  const [first, second] = passportZone(person);
  // The zone is 23.2 mm high and always printed in black on a plain ground (Doc 9303-4, 4.2).
  sheet.fill(x + 0.3, y + pageHeight - 23.2, pageWidth - 0.6, 22.9, ink('#f7f6f2'), 0.85);
  const zone: TextStyle = { face: 'mrz', size: 2.4 / 0.3528, strength: 1 };
  const left = x + (pageWidth - 44 * 2.54) / 2;
  sheet.text(left, y + pageHeight - 13.2, first, zone);
  sheet.text(left, y + pageHeight - 6.8, second, zone);
  if (sheet.look.mode === 'g4')
    sheet.text(x + 60, y + 5, 'SPECIMEN', { face: 'sans-bold', size: 9, spacing: 2, align: 'center' });
  else sheet.picture(x, y, specimenWord(sheet.px(pageWidth), sheet.px(pageHeight - 20)));
}

const crossings = ['CDG', 'DXB', 'LHR', 'IST', 'ADD', 'DOH', 'JFK', 'SIN', 'NBO', 'BKK', 'FRA', 'CMN'] as const;

function drawVisaPage(sheet: Sheet, x: number, y: number, number: number, context: AuthorContext): void {
  const { person } = context;
  if (sheet.look.mode !== 'g4')
    sheet.picture(x, y, guilloche(`${person.citizenship} visas`, sheet.px(pageWidth), sheet.px(pageHeight)));
  sheet.frame(x, y, pageWidth, pageHeight, 0.15, ink('#8a8a90'));
  sheet.text(x + pageWidth / 2, y + pageHeight - 4, String(number), { face: 'serif', size: 8, align: 'center' });
  sheet.text(x + pageWidth / 2, y + 6, 'VISAS', {
    face: 'serif',
    size: 8,
    align: 'center',
    spacing: 3,
    ink: ink('#77758a'),
  });
  const latest = context.fact('date', () => '2026-03-01');
  const stamps = sheet.random.int(0, 4);
  for (let i = 0; i < stamps; i++) {
    const [sx, sy] = [x + sheet.random.range(3, pageWidth - 48), y + sheet.random.range(8, pageHeight - 38)];
    const colour = sheet.random.pick([stampInks.blue, stampInks.red, stampInks.green, stampInks.violet]);
    const date = stampDate(
      someDayBetween(
        sheet.random,
        person.passportIssued,
        latest > person.passportIssued ? latest : addDays(person.passportIssued, 300),
      ),
    );
    const place = sheet.random.pick(crossings);
    if (sheet.random.chance(0.7))
      pressDateStamp(
        sheet,
        sx,
        sy,
        { head: sheet.random.pick(['ENTRY', 'EXIT', 'ARRIVAL', 'DEPARTED']), date, foot: `IMMIGRATION ${place}` },
        colour,
      );
    else pressRoundStamp(sheet, sx, sy, { rim: 'BORDER CONTROL SPECIMEN', middle: `${place}\n${date}` }, colour);
  }
}
