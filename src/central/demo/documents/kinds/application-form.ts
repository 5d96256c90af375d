import type { AuthorContext, DocumentPlan } from '../document-plan.ts';
import { letterPaper } from '../document-plan.ts';
import { makeBarcode } from '../parts/barcode.ts';
import type { FormIdentity } from '../parts/form.ts';
import { drawBarcode, drawFormHead, drawSection, fillStyle, formMargin, smallPrint } from '../parts/form.ts';
import { drawBlocks } from '../parts/form-blocks.ts';
import { pressDateStamp, stampInks } from '../parts/rubber-stamps.ts';
import type { Sheet, TextStyle } from '../raster/sheet.ts';
import { addDays, stampDate } from '../words/dates.ts';
import { privacyNotice } from '../words/form-texts.ts';
import { declarationPage, innerPages, personPage } from './application-form-pages.ts';

type Form = Omit<FormIdentity, 'title'> & { en: string; fr: string };

const form = (number: string, version: string, en: string, fr: string): Form => ({ number, version, en, fr });

const visitorForm = form('DSR 5257', '01-2026', 'Application for visitor visa', 'Demande de visa de visiteur');

const forms: Readonly<Record<string, Form>> = {
  V: visitorForm,
  S: form('DSR 1294', '03-2026', 'Application for study permit', 'Demande de permis d’études'),
  W: form('DSR 1295', '02-2026', 'Application for work permit', 'Demande de permis de travail'),
  E: form('DSR 0008', '11-2025', 'Application for permanent residence', 'Demande de résidence permanente'),
  F: form('DSR 1344', '11-2025', 'Application to sponsor and undertaking', 'Demande de parrainage et engagement'),
  C: form('DSR 0002', '05-2025', 'Application for citizenship', 'Demande de citoyenneté'),
  P: form('DSR 0099', '09-2025', 'Basis of claim and background', 'Fondement de la demande d’asile et antécédents'),
};

/**
 * Facts: `form` (V, S, W, E, F, C or P; by default the letter of `applicationNumber`), `purpose`, `funds` (dollars),
 * `arrival`, `departure`, `host`, `maritalStatus`, `occupation`, `employer`, `receivedOn`. The last page carries the
 * form's fields as PDF417, separated by `|`: DOSSIER1, form, version, application number, UCI, family name, given names,
 * birth date, sex, citizenship, passport number, its expiry, date of signature.
 */
export async function applicationForm(context: AuthorContext): Promise<DocumentPlan> {
  const { person, say, fact, random } = context;
  const letter = fact('form', () => fact('applicationNumber', () => 'V').charAt(0));
  const { number, version, en, fr } = forms[letter] ?? visitorForm;
  const identity = { number, version, title: say(en, fr).toUpperCase() };
  const signedOn = fact('date', () => addDays('2026-01-05', random.int(0, 200)));
  const { familyName, givenNames, birthDate, sex, citizenship, passportNumber, passportExpires } = person;
  const reference = [fact('applicationNumber', () => ''), fact('uci', () => '')];
  const traveller = [familyName, givenNames, birthDate, sex, citizenship, passportNumber, passportExpires];
  const fields = ['DOSSIER1', number, version, ...reference, ...traveller, signedOn];
  const symbol = await makeBarcode('PDF417', fields.join('|'));
  const pages = context.pageCount(() => random.int(4, 5), 8);
  const fill = fillStyle(context);
  const middle = Array.from({ length: Math.max(0, pages - 2) }, (_, index) => innerPages[index % innerPages.length]);
  const drawPage = (sheet: Sheet, index: number): void => {
    let y = drawFormHead(sheet, identity, index + 1, pages, context);
    if (index === 0)
      y = drawBlocks(sheet, drawOfficeUse(sheet, y, context), personPage(context, signedOn), context, fill);
    const inner = index > 0 && index < pages - 1 ? middle[index - 1] : undefined;
    if (inner) drawBlocks(sheet, y, inner(context, signedOn), context, fill);
    if (index < pages - 1) return;
    // A form of one sheet has its declaration on the same page and no room for the code.
    y = drawBlocks(sheet, y + (index === 0 ? 3 : 0), declarationPage(context, signedOn), context, fill);
    if (index > 0) drawMachineArea(sheet, y + 8, context, symbol);
  };
  return {
    title: { en, fr },
    paper: letterPaper,
    pages: Array.from({ length: pages }, (_, index) => (sheet: Sheet) => drawPage(sheet, index)),
  };
}

const caption: TextStyle = { face: 'sans', size: 6.5 };

function drawOfficeUse(sheet: Sheet, y: number, { say, fact, language }: AuthorContext): number {
  const right = sheet.width - formMargin;
  const value: TextStyle = { face: 'sans', size: 9.5 };
  const number = fact('applicationNumber', () => '');
  const received = fact('receivedOn', () =>
    addDays(
      fact('date', () => '2026-02-02'),
      6,
    ),
  );
  sheet.frame(formMargin, y, 92, 24, 0.3);
  sheet.text(formMargin + 1.5, y + 3.4, say('FOR OFFICE USE ONLY', 'RÉSERVÉ AU BUREAU'), {
    ...caption,
    face: 'sans-bold',
  });
  sheet.text(formMargin + 1.5, y + 8, say('Application no.', 'No de la demande'), caption);
  sheet.text(formMargin + 3, y + 14, number, { face: 'typewriter-bold', size: 10.5 });
  sheet.frame(right - 84, y, 84, 24, 0.2);
  sheet.text(right - 82.5, y + 3.4, say('I want service in', 'Je veux être servi en'), caption);
  sheet.text(right - 82, y + 9, language === 'fr' ? 'Français' : 'English', value);
  sheet.text(right - 82.5, y + 15, say('UCI', 'IUC'), caption);
  sheet.text(
    right - 82,
    y + 20.5,
    fact('uci', () => ''),
    value,
  );
  const stamp = { head: 'RECEIVED / REÇU', date: stampDate(received), foot: 'VAC · CRDV' };
  pressDateStamp(sheet, formMargin + 44, y + 1, stamp, stampInks.violet);
  return y + 27;
}

function drawMachineArea(
  sheet: Sheet,
  from: number,
  { say }: AuthorContext,
  symbol: Awaited<ReturnType<typeof makeBarcode>>,
): void {
  const title = say('MACHINE-READABLE AREA - do not write here', 'ZONE DE LECTURE OPTIQUE - ne rien écrire ici');
  const y = drawSection(sheet, from, title);
  const height = drawBarcode(sheet, formMargin + 6, y + 5, symbol, 150);
  smallPrint(sheet, y + height + 12, say(privacyNotice.en, privacyNotice.fr));
}
