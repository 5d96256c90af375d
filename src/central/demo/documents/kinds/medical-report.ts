import type { AuthorContext, DocumentPlan } from '../document-plan.ts';
import { letterPaper } from '../document-plan.ts';
import { drawFormHead, fillStyle, formMargin } from '../parts/form.ts';
import type { FormBlock } from '../parts/form-blocks.ts';
import { drawBlocks } from '../parts/form-blocks.ts';
import { pressRoundStamp, stampInks } from '../parts/rubber-stamps.ts';
import type { Sheet } from '../raster/sheet.ts';
import { addDays } from '../words/dates.ts';
import { medicalNotice } from '../words/form-texts.ts';
import { hostNames } from '../words/inventions.ts';

const vaccines = [
  'MMR / RRO',
  'Td / DCT',
  'Polio',
  'Hepatitis B / Hépatite B',
  'Varicella / Varicelle',
  'COVID-19',
] as const;

/** Facts: `physician`, `examinedOn`, `medicalNumber`. Says that an examination took place, never a diagnosis. */
export function medicalReport(context: AuthorContext): DocumentPlan {
  const { say, fact, random } = context;
  const physician = fact('physician', () => random.pick(hostNames));
  const examinedOn = fact('examinedOn', () => fact('date', () => addDays('2026-01-05', random.int(0, 180))));
  const title = say('MEDICAL EXAMINATION - PROOF OF COMPLETION', 'EXAMEN MÉDICAL - PREUVE D’EXÉCUTION');
  const identity = { number: 'DSR 1017', version: '04-2025', title };
  const blocks = [examinationBlocks(context, physician, examinedOn), vaccinationBlocks(context, examinedOn)];
  const pages = context.pageCount(() => random.int(1, 2), blocks.length);
  const fill = fillStyle(context);
  return {
    title: { en: 'Proof of medical examination', fr: 'Preuve d’examen médical' },
    paper: letterPaper,
    pages: blocks.slice(0, pages).map((page, index) => (sheet: Sheet) => {
      const y = drawBlocks(sheet, drawFormHead(sheet, identity, index + 1, pages, context), page, context, fill);
      const stamp = { rim: 'PANEL PHYSICIAN CLINIC SPECIMEN', middle: examinedOn };
      if (index === 0) pressRoundStamp(sheet, formMargin + 88, y - 12, stamp, stampInks.blue);
    }),
  };
}

function examinationBlocks({ person, say, fact, random }: AuthorContext, physician: string, date: string): FormBlock[] {
  const reference = fact('medicalNumber', () => `IME ${random.int(10_000_000, 99_999_999)}`);
  const panel = `P-${1000 + ((physician.length * 97) % 900)}`;
  const parts = [
    say('Physical examination completed', 'Examen physique effectué'),
    say('Chest X-ray completed', 'Radiographie pulmonaire effectuée'),
    say('Laboratory tests completed', 'Analyses de laboratoire effectuées'),
    say('Results sent to the office', 'Résultats transmis au bureau'),
  ];
  return [
    { section: say('PERSON EXAMINED', 'PERSONNE EXAMINÉE') },
    {
      row: [
        [say('Family name', 'Nom'), person.familyName.toUpperCase()],
        [say('Given names', 'Prénoms'), person.givenNames],
      ],
    },
    {
      row: [
        [say('Date of birth', 'Date de naissance'), person.birthDate],
        [say('Passport', 'Passeport'), person.passportNumber],
        [say('Reference', 'Référence'), reference],
      ],
    },
    { section: say('EXAMINATION', 'EXAMEN') },
    {
      row: [
        [say('Date of examination', 'Date de l’examen'), date],
        [say('Physician', 'Médecin'), physician],
        [say('Panel number', 'Numéro'), panel],
      ],
    },
    ...parts.map((question): FormBlock => ({ question, answer: 1 })),
    { print: say(medicalNotice.en, medicalNotice.fr) },
    { signature: physician, date },
  ];
}

function vaccinationBlocks({ say, random }: AuthorContext, date: string): FormBlock[] {
  const doses = vaccines.map((vaccine): FormBlock => {
    const first = addDays(date, -random.int(300, 9000));
    const second = random.chance(0.6) ? addDays(date, -random.int(30, 299)) : '';
    return {
      row: [
        ['Vaccine / Vaccin', vaccine, 2],
        ['1', first],
        ['2', second],
      ],
    };
  });
  return [{ section: say('VACCINATIONS SHOWN', 'VACCINS PRÉSENTÉS') }, ...doses];
}
