import type { AuthorContext, DocumentPlan } from '../document-plan.ts';
import { letterPaper } from '../document-plan.ts';
import { paintPortrait } from '../parts/portrait.ts';
import { pressRoundStamp, stampInks } from '../parts/rubber-stamps.ts';
import { sign } from '../parts/signature.ts';
import { ink } from '../raster/plane.ts';
import type { Sheet, TextStyle } from '../raster/sheet.ts';
import { addDays } from '../words/dates.ts';
import { hostNames } from '../words/inventions.ts';

const value: TextStyle = { face: 'typewriter', size: 11 };
const caption: TextStyle = { face: 'sans', size: 7 };

interface Result {
  name: string;
  takenOn: string;
  report: number;
  scores: ReadonlyArray<readonly [skill: string, band: number]>;
}

/** Facts: `listening`, `reading`, `writing`, `speaking` (bands 0-9), `test`. The overall band is their mean. */
export function languageTest(context: AuthorContext): DocumentPlan {
  const { say, fact, number, random } = context;
  const band = (skill: string): number => number(skill, () => random.int(9, 17) / 2);
  const result: Result = {
    name: fact('test', () => say('International English Assessment', 'Évaluation internationale de français')),
    takenOn: fact('date', () => addDays('2025-03-10', random.int(0, 380))),
    report: random.int(10_000_000, 99_999_999),
    scores: [
      [say('Listening', 'Compréhension orale'), band('listening')],
      [say('Reading', 'Compréhension écrite'), band('reading')],
      [say('Writing', 'Expression écrite'), band('writing')],
      [say('Speaking', 'Expression orale'), band('speaking')],
    ],
  };
  return {
    title: { en: 'Language test result', fr: 'Résultat d’examen linguistique' },
    paper: letterPaper,
    pages: [
      (sheet) => {
        drawCandidate(sheet, context, result);
        drawScores(sheet, context, result);
        drawAttestation(sheet, context, result);
      },
    ],
  };
}

function drawCandidate(sheet: Sheet, { person, say }: AuthorContext, { name, takenOn, report }: Result): void {
  sheet.fill(16, 14, sheet.width - 32, 14, ink('#7c2433'));
  sheet.text(22, 23.5, name, { face: 'sans-bold', size: 15, ink: ink('#ffffff') });
  sheet.text(16, 36, say('TEST REPORT FORM', 'ATTESTATION DE RÉSULTATS'), { face: 'sans-bold', size: 12 });
  sheet.picture(sheet.width - 53, 40, paintPortrait(person, sheet.px(35), sheet.px(45)));
  const rows = [
    [say('Family name', 'Nom'), person.familyName.toUpperCase()],
    [say('First names', 'Prénoms'), person.givenNames.toUpperCase()],
    [say('Date of birth', 'Date de naissance'), person.birthDate],
    [say('Identity document', 'Pièce d’identité'), person.passportNumber],
    [say('Date of test', 'Date de l’examen'), takenOn],
    [say('Report number', 'Numéro'), String(report)],
  ] as const;
  rows.forEach(([label, text], index) => {
    sheet.text(16, 44 + index * 9.5, label, caption);
    sheet.frame(46, 39.4 + index * 9.5, 104, 7.4, 0.2);
    sheet.text(49, 44.8 + index * 9.5, text, value);
  });
}

function drawScores(sheet: Sheet, { say }: AuthorContext, { scores }: Result): void {
  const overall = Math.round((scores.reduce((sum, [, score]) => sum + score, 0) / scores.length) * 2) / 2;
  scores.forEach(([label, score], index) => {
    const x = 16 + index * 46;
    sheet.frame(x, 112, 42, 22, 0.3);
    sheet.text(x + 21, 118, label, { ...caption, align: 'center' });
    sheet.text(x + 21, 129, score.toFixed(1), { face: 'sans-bold', size: 18, align: 'center' });
  });
  sheet.frame(16, 142, 88, 22, 0.5);
  sheet.text(20, 149, say('Overall band score', 'Résultat global'), caption);
  sheet.text(90, 158, overall.toFixed(1), { face: 'sans-bold', size: 22, align: 'right' });
}

function drawAttestation(sheet: Sheet, { say }: AuthorContext, { report, takenOn }: Result): void {
  const notice = say(
    'Results may be verified by the receiving organization with the report number above. This form is valid for two years from the date of the test. Specimen: not issued by any testing body.',
    'Les résultats peuvent être vérifiés par l’organisme destinataire à l’aide du numéro ci-dessus. Valide deux ans à compter de la date de l’examen. Spécimen : délivré par aucun organisme d’évaluation.',
  );
  sheet.paragraph(16, 178, sheet.width - 32, notice, { face: 'sans', size: 8.5 });
  sign(sheet, 24, 215, hostNames[report % hostNames.length] ?? hostNames[0]);
  sheet.line(18, 218, 90, 218, 0.2);
  sheet.text(18, 223, say('Administrator', 'Administrateur'), caption);
  pressRoundStamp(sheet, 130, 192, { rim: 'TEST CENTRE SPECIMEN', middle: takenOn }, stampInks.blue);
}
