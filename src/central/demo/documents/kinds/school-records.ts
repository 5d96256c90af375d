import type { AuthorContext, DocumentPlan } from '../document-plan.ts';
import { fullName, letterPaper } from '../document-plan.ts';
import { drawHead } from '../parts/letter.ts';
import { paintPortrait } from '../parts/portrait.ts';
import { pressRoundStamp, stampInks } from '../parts/rubber-stamps.ts';
import { sign } from '../parts/signature.ts';
import { ink } from '../raster/plane.ts';
import type { Sheet, TextStyle } from '../raster/sheet.ts';
import { addDays, longDate } from '../words/dates.ts';
import { hostNames, institutions } from '../words/inventions.ts';

const courses = {
  en: [
    'Calculus',
    'Linear Algebra',
    'Statistics',
    'Financial Accounting',
    'Microeconomics',
    'Organic Chemistry',
    'Human Anatomy',
    'Data Structures',
    'Operating Systems',
    'World History',
    'Academic Writing',
    'Business Law',
    'Fluid Mechanics',
    'Marketing',
    'Ethics',
    'Public Speaking',
    'Microbiology',
    'Project Management',
  ],
  fr: [
    'Calcul différentiel',
    'Algèbre linéaire',
    'Statistique',
    'Comptabilité générale',
    'Microéconomie',
    'Chimie organique',
    'Anatomie humaine',
    'Structures de données',
    "Systèmes d'exploitation",
    'Histoire du monde',
    'Rédaction',
    'Droit des affaires',
    'Mécanique des fluides',
    'Marketing',
    'Éthique',
    'Communication orale',
    'Microbiologie',
    'Gestion de projet',
  ],
} as const;

/** Facts: `school`, `studentNumber`. Two terms a page; the averages follow from the grades. */
export function transcript(context: AuthorContext): DocumentPlan {
  const { person, say, fact, random, language } = context;
  const school = fact('school', (life) => life.pick(institutions[language]));
  const student = fact('studentNumber', (life) => String(life.int(200_000, 999_999)));
  const pages = context.pageCount(() => random.int(2, 3));
  const registrar = random.pick(hostNames);
  const issuedOn = fact('date', () => addDays('2025-06-10', random.int(0, 300)));
  const small: TextStyle = { face: 'sans', size: 8.5 };
  const terms = Array.from({ length: pages * 3 }, (_, index) => ({
    name: `${index % 2 === 0 ? say('Fall', 'Automne') : say('Winter', 'Hiver')} ${2017 + Math.floor((index + 1) / 2)}`,
    rows: Array.from({ length: random.int(5, 7) }, () => ({
      code: `${random.pick(['MAT', 'BUS', 'CHM', 'CSC', 'HIS', 'LAW'])} ${random.int(100, 499)}`,
      course: random.pick(courses[language]),
      credits: random.pick([3, 3, 4, 6]),
      grade: random.int(58, 97),
    })),
  }));
  const drawTerm = (sheet: Sheet, term: (typeof terms)[number], from: number): number => {
    const right = sheet.width - 22;
    sheet.fill(22, from - 4, right - 22, 5.6, ink('#dfe2e6'), 0.8);
    sheet.text(24, from, term.name, { face: 'sans-bold', size: 9 });
    let y = from + 6.4;
    for (const row of term.rows) {
      sheet.text(24, y, row.code, small);
      sheet.text(50, y, row.course, small);
      sheet.text(right - 34, y, `${row.credits}.0`, { ...small, align: 'right' });
      sheet.text(right - 2, y, String(row.grade), { ...small, align: 'right' });
      y += 5;
    }
    const credits = term.rows.reduce((sum, row) => sum + row.credits, 0);
    const points = term.rows.reduce((sum, row) => sum + row.credits * row.grade, 0);
    sheet.text(right - 34, y, `${credits}.0`, { face: 'sans-bold', size: 8.5, align: 'right' });
    sheet.text(right - 2, y, (points / credits).toFixed(1), { face: 'sans-bold', size: 8.5, align: 'right' });
    sheet.text(50, y, say('Term total and average', 'Total et moyenne de la session'), {
      face: 'sans-bold',
      size: 8.5,
    });
    return y + 10;
  };
  return {
    title: { en: 'Academic transcript', fr: 'Relevé de notes' },
    paper: letterPaper,
    tint: ink('#eef3f6'),
    pages: Array.from({ length: pages }, (_, index) => (sheet: Sheet) => {
      let y = drawHead(
        sheet,
        { name: school, lines: [say('Official academic record', 'Dossier scolaire officiel')] },
        { colour: ink('#2a3f66'), headAlign: 'center', margin: 22 },
      );
      sheet.text(22, y, `${fullName(person)}   ${person.birthDate}   No ${student}`, { face: 'sans-bold', size: 9 });
      y += 10;
      for (const term of terms.slice(index * 3, index * 3 + 3)) y = drawTerm(sheet, term, y);
      sheet.text(sheet.width / 2, sheet.height - 12, `${index + 1} / ${pages}`, { ...small, align: 'center' });
      if (index < pages - 1) return;
      sign(sheet, 30, Math.min(y + 16, 250), registrar);
      sheet.text(
        28,
        Math.min(y + 22, 256),
        `${registrar}, ${say('Registrar', 'registraire')}, ${longDate(issuedOn, language)}`,
        small,
      );
      pressRoundStamp(
        sheet,
        140,
        Math.min(y - 4, 225),
        { rim: `${school.toUpperCase().slice(0, 28)}`, middle: 'SEAL\nSPECIMEN' },
        stampInks.blue,
      );
    }),
  };
}

/** Facts: `listening`, `reading`, `writing`, `speaking` (bands 0-9), `test`. */
export function languageTest(context: AuthorContext): DocumentPlan {
  const { person, say, fact, number, random } = context;
  const band = (name: string): number => number(name, () => random.int(9, 17) / 2);
  const scores: Array<[string, number]> = [
    [say('Listening', 'Compréhension orale'), band('listening')],
    [say('Reading', 'Compréhension écrite'), band('reading')],
    [say('Writing', 'Expression écrite'), band('writing')],
    [say('Speaking', 'Expression orale'), band('speaking')],
  ];
  const overall = Math.round((scores.reduce((sum, [, score]) => sum + score, 0) / 4) * 2) / 2;
  const takenOn = fact('date', () => addDays('2025-03-10', random.int(0, 380)));
  const report = String(random.int(10_000_000, 99_999_999));
  const name = fact('test', () => say('International English Assessment', 'Évaluation internationale de français'));
  return {
    title: { en: 'Language test result', fr: "Résultat d'examen linguistique" },
    paper: letterPaper,
    pages: [
      (sheet) => {
        const value: TextStyle = { face: 'typewriter', size: 11 };
        const caption: TextStyle = { face: 'sans', size: 7 };
        sheet.fill(16, 14, sheet.width - 32, 14, ink('#7c2433'));
        sheet.text(22, 23.5, name, { face: 'sans-bold', size: 15, ink: ink('#ffffff') });
        sheet.text(16, 36, say('TEST REPORT FORM', 'ATTESTATION DE RÉSULTATS'), { face: 'sans-bold', size: 12 });
        sheet.picture(sheet.width - 53, 40, paintPortrait(person, sheet.px(35), sheet.px(45)));
        const rows: Array<[string, string]> = [
          [say('Family name', 'Nom'), person.familyName.toUpperCase()],
          [say('First names', 'Prénoms'), person.givenNames.toUpperCase()],
          [say('Date of birth', 'Date de naissance'), person.birthDate],
          [say('Identity document', "Pièce d'identité"), person.passportNumber],
          [say('Date of test', "Date de l'examen"), takenOn],
          [say('Report number', 'Numéro'), report],
        ];
        rows.forEach(([label, text], index) => {
          sheet.text(16, 44 + index * 9.5, label, caption);
          sheet.frame(46, 39.4 + index * 9.5, 104, 7.4, 0.2);
          sheet.text(49, 44.8 + index * 9.5, text, value);
        });
        scores.forEach(([label, score], index) => {
          const x = 16 + index * 46;
          sheet.frame(x, 112, 42, 22, 0.3);
          sheet.text(x + 21, 118, label, { ...caption, align: 'center' });
          sheet.text(x + 21, 129, score.toFixed(1), { face: 'sans-bold', size: 18, align: 'center' });
        });
        sheet.frame(16, 142, 88, 22, 0.5);
        sheet.text(20, 149, say('Overall band score', 'Résultat global'), caption);
        sheet.text(90, 158, overall.toFixed(1), { face: 'sans-bold', size: 22, align: 'right' });
        sheet.paragraph(
          16,
          178,
          sheet.width - 32,
          say(
            'Results may be verified by the receiving organization with the report number above. This form is valid for two years from the date of the test. Specimen: not issued by any testing body.',
            "Les résultats peuvent être vérifiés par l'organisme destinataire à l'aide du numéro ci-dessus. Valide deux ans à compter de la date de l'examen. Spécimen : délivré par aucun organisme d'évaluation.",
          ),
          { face: 'sans', size: 8.5 },
        );
        sign(sheet, 24, 215, hostNames[Number(report) % hostNames.length] ?? hostNames[0]);
        sheet.line(18, 218, 90, 218, 0.2);
        sheet.text(18, 223, say('Administrator', 'Administrateur'), caption);
        pressRoundStamp(sheet, 130, 192, { rim: 'TEST CENTRE SPECIMEN', middle: takenOn }, stampInks.blue);
      },
    ],
  };
}
