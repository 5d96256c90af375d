import type { AuthorContext, DocumentPlan } from '../document-plan.ts';
import { letterPaper } from '../document-plan.ts';
import { cardZone } from '../mrz.ts';
import { paintPortrait } from '../parts/portrait.ts';
import { guilloche, specimenWord } from '../parts/security-print.ts';
import { ink } from '../raster/plane.ts';
import type { Sheet, TextStyle } from '../raster/sheet.ts';
import { country } from '../words/countries.ts';

// ISO/IEC 7810 ID-1.
const cardWidth = 85.6;
const cardHeight = 54;

const label: TextStyle = { face: 'sans', size: 4.6, ink: ink('#4c566e') };
const value: TextStyle = { face: 'sans-bold', size: 7 };

/** Both sides of a card on one sheet, the way copiers are used for them. */
export function identityCard(context: AuthorContext): DocumentPlan {
  const cardNumber = context.fact(
    'cardNumber',
    (life) => `${life.pick(['ID', 'CN', 'NA'])}${life.int(1_000_000, 9_999_999)}`,
  );
  return {
    title: { en: 'Identity card', fr: 'Carte d’identité' },
    paper: letterPaper,
    pages: [
      (sheet) => {
        const x = (sheet.width - cardWidth) / 2;
        drawFront(sheet, x, 45, context, cardNumber);
        drawBack(sheet, x, 125, context, cardNumber);
        sheet.text(sheet.width / 2, 205, context.say('Copy of both sides', 'Copie des deux côtés'), {
          face: 'hand',
          size: 15,
          align: 'center',
          jitter: 0.4,
        });
      },
    ],
  };
}

function drawGround(sheet: Sheet, x: number, y: number, issuer: string): void {
  if (sheet.look.mode !== 'g4')
    sheet.picture(x, y, guilloche(`${issuer} card`, sheet.px(cardWidth), sheet.px(cardHeight)));
  sheet.frame(x, y, cardWidth, cardHeight, 0.25, ink('#6d6d73'));
}

function drawFront(sheet: Sheet, x: number, y: number, { person }: AuthorContext, cardNumber: string): void {
  drawGround(sheet, x, y, person.citizenship);
  sheet.text(x + 4, y + 6.5, country(person.citizenship).en.toUpperCase(), { face: 'serif-bold', size: 7.5 });
  sheet.text(x + 4, y + 10, 'IDENTITY CARD · CARTE D’IDENTITÉ', { face: 'sans', size: 5.4 });
  sheet.picture(x + 4, y + 14, paintPortrait(person, sheet.px(25), sheet.px(32)));
  const rows: Array<[string, string]> = [
    ['Surname / Nom', person.familyName.toUpperCase().slice(0, 26)],
    ['Given names / Prénoms', person.givenNames.toUpperCase().slice(0, 26)],
    ['Date of birth / Naissance', person.birthDate],
    ['Place of birth / Lieu', person.birthPlace.slice(0, 26)],
    ['Card no. / No de carte', cardNumber],
  ];
  rows.forEach(([name, text], index) => {
    sheet.text(x + 33, y + 15.5 + index * 7.6, name, label);
    sheet.text(x + 33, y + 18.9 + index * 7.6, text, value);
  });
  if (sheet.look.mode === 'g4') sheet.text(x + 60, y + 50, 'SPECIMEN', { face: 'sans-bold', size: 8, spacing: 2 });
  else sheet.picture(x, y, specimenWord(sheet.px(cardWidth), sheet.px(cardHeight)));
}

function drawBack(sheet: Sheet, x: number, y: number, { person }: AuthorContext, cardNumber: string): void {
  drawGround(sheet, x, y, person.citizenship);
  sheet.text(x + 4, y + 6, 'Address / Adresse', label);
  sheet.paragraph(x + 4, y + 10, cardWidth - 8, person.address, { face: 'sans', size: 6.5 });
  sheet.text(x + 4, y + 19, 'Date of expiry / Expiration', label);
  sheet.text(x + 4, y + 22.5, person.passportExpires, value);
  cardZone(person, cardNumber).forEach((line, index) =>
    sheet.text(x + 4.5, y + 36 + index * 6.2, line, { face: 'mrz', size: 6.8, strength: 1 }),
  );
}
