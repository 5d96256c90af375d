import { letterPaper } from '../document-plan.ts';
import type { AuthorContext, DocumentPlan } from '../document-plan.ts';
import { drawChoice, drawFormHead, drawRow, drawSection, fillStyle, formMargin, smallPrint } from '../parts/form.ts';
import { pressRoundStamp, stampInks } from '../parts/rubber-stamps.ts';
import { sign } from '../parts/signature.ts';
import type { Sheet } from '../raster/sheet.ts';
import { addDays } from '../words/dates.ts';
import { hostNames } from '../words/inventions.ts';

/** Facts: `physician`, `examinedOn`. Says that an examination took place, never a diagnosis. */
export function medicalReport(context: AuthorContext): DocumentPlan {
  const { person, say, fact, random } = context;
  const fill = fillStyle(context);
  const physician = fact('physician', () => random.pick(hostNames));
  const examinedOn = fact('examinedOn', () => fact('date', () => addDays('2026-01-05', random.int(0, 180))));
  const reference = fact('medicalNumber', () => `IME ${random.int(10_000_000, 99_999_999)}`);
  const form = { number: 'DSR 1017', version: '04-2025', title: say('MEDICAL EXAMINATION - PROOF OF COMPLETION', "EXAMEN MÉDICAL - PREUVE D'EXÉCUTION") };
  const pages = context.pageCount(() => random.int(1, 2), 2);
  const first = (sheet: Sheet): void => {
    let y = drawFormHead(sheet, form, 1, pages, context);
    y = drawSection(sheet, y, say('PERSON EXAMINED', 'PERSONNE EXAMINÉE'));
    y = drawRow(sheet, y, [{ label: say('Family name', 'Nom'), value: person.familyName.toUpperCase() }, { label: say('Given names', 'Prénoms'), value: person.givenNames }], fill);
    y = drawRow(sheet, y, [{ label: say('Date of birth', 'Date de naissance'), value: person.birthDate }, { label: say('Passport', 'Passeport'), value: person.passportNumber }, { label: say('Reference', 'Référence'), value: reference }], fill);
    y = drawSection(sheet, y + 4, say('EXAMINATION', 'EXAMEN'));
    y = drawRow(sheet, y, [{ label: say('Date of examination', "Date de l'examen"), value: examinedOn }, { label: say('Physician', 'Médecin'), value: physician }, { label: say('Panel number', 'Numéro'), value: `P-${1000 + (physician.length * 97) % 900}` }], fill);
    for (const part of [say('Physical examination completed', 'Examen physique effectué'), say('Chest X-ray completed', 'Radiographie pulmonaire effectuée'), say('Laboratory tests completed', 'Analyses de laboratoire effectuées'), say('Results sent to the office', 'Résultats transmis au bureau')]) {
      y = drawChoice(sheet, y, part, [say('No', 'Non'), say('Yes', 'Oui')], 1, fill);
    }
    y = smallPrint(sheet, y + 6, say('Results are sent by the physician to the medical officer directly. This sheet proves only that the examination took place; it is valid for twelve months from its date.', "Les résultats sont transmis par le médecin directement au médecin agréé. Cette feuille prouve seulement que l'examen a eu lieu; elle est valide douze mois à compter de sa date."));
    sign(sheet, formMargin + 6, y + 20, physician);
    sheet.line(formMargin, y + 23, formMargin + 90, y + 23, 0.25);
    sheet.text(formMargin, y + 27, physician, { face: 'sans', size: 8 });
    pressRoundStamp(sheet, formMargin + 100, y + 2, { rim: 'PANEL PHYSICIAN CLINIC SPECIMEN', middle: examinedOn }, stampInks.blue);
  };
  const second = (sheet: Sheet): void => {
    let y = drawFormHead(sheet, form, 2, pages, context);
    y = drawSection(sheet, y, say('VACCINATIONS SHOWN', 'VACCINS PRÉSENTÉS'));
    for (const vaccine of ['MMR / RRO', 'Td / DCT', 'Polio', 'Hepatitis B / Hépatite B', 'Varicella / Varicelle', 'COVID-19']) {
      y = drawRow(sheet, y, [{ label: 'Vaccine / Vaccin', value: vaccine, share: 2 }, { label: '1', value: addDays(examinedOn, -sheet.random.int(300, 9000)) }, { label: '2', value: sheet.random.chance(0.6) ? addDays(examinedOn, -sheet.random.int(30, 299)) : '' }], fill, 10);
    }
  };
  return { title: { en: 'Proof of medical examination', fr: "Preuve d'examen médical" }, paper: letterPaper, pages: pages > 1 ? [first, second] : [first] };
}
