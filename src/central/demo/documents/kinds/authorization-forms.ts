import { fullName, letterPaper } from '../document-plan.ts';
import type { AuthorContext, DocumentPlan } from '../document-plan.ts';
import { drawChoice, drawFormHead, drawFormTable, drawRow, drawSection, fillStyle, formMargin, smallPrint } from '../parts/form.ts';
import type { FormIdentity } from '../parts/form.ts';
import { sign } from '../parts/signature.ts';
import type { Sheet, TextStyle } from '../raster/sheet.ts';
import { addDays } from '../words/dates.ts';
import { canadianAddress, hostNames, phoneNumber } from '../words/inventions.ts';

interface Form {
  form: FormIdentity;
  title: { en: string; fr: string };
  pages: Array<(sheet: Sheet, y: number) => number>;
  signers: string[];
}

/** Facts: `signedOn`. A privacy consent without which a centre may not take in an application. */
export function consentForm(context: AuthorContext): DocumentPlan {
  const { person, say } = context;
  const fill = fillStyle(context);
  return signedForm(context, {
    form: { number: 'DSR 5713', version: '02-2024', title: say('CONSENT TO THE COLLECTION AND TRANSFER OF PERSONAL INFORMATION', 'CONSENTEMENT À LA COLLECTE ET AU TRANSFERT DE RENSEIGNEMENTS PERSONNELS') },
    title: { en: 'Consent form', fr: 'Formulaire de consentement' },
    signers: [fullName(person)],
    pages: [
      (sheet, from) => {
        let y = drawPersonRows(sheet, from, context, fill);
        for (const text of consentText) y = smallPrint(sheet, y + 6, say(text.en, text.fr));
        return drawChoice(sheet, y + 6, say('I agree that the visa application centre scans my documents and sends them to the office.', "J'accepte que le centre de réception des demandes numérise mes documents et les transmette au bureau."), [say('I agree', "J'accepte"), say('I refuse', 'Je refuse')], 0, fill);
      },
    ],
  });
}

const consentText = [
  { en: 'The centre is run by a contractor. Its staff help with forms and take in applications, fees and biometrics. They take no part in the decision and may give no advice on it.', fr: "Le centre est exploité par un entrepreneur. Son personnel aide à remplir les formulaires et reçoit les demandes, les frais et la biométrie. Il ne participe pas à la décision et ne peut donner aucun conseil à ce sujet." },
  { en: 'Your information is kept encrypted, is sent to the office by a protected link and is deleted at the centre once receipt is confirmed, at the latest thirty days after transfer.', fr: "Vos renseignements sont conservés sous forme chiffrée, transmis au bureau par une liaison protégée et supprimés au centre dès la confirmation de réception, au plus tard trente jours après le transfert." },
  { en: 'You may withdraw this consent in writing at any time. The application can then not be taken in at the centre and will be returned to you with its fees, less the service charge.', fr: "Vous pouvez retirer ce consentement par écrit en tout temps. La demande ne peut alors être reçue au centre et vous sera retournée avec les frais, moins les frais de service." },
  { en: 'If documents on the checklist are missing, I was told so, and I ask that my application be sent without them. I understand that it may be refused for that reason.', fr: "Si des documents de la liste manquent, on m'en a informé et je demande que ma demande soit transmise sans eux. Je comprends qu'elle peut être refusée pour cette raison." },
];

/** Facts: `representative`, `representativeFirm`, `membershipNumber`. */
export function representativeForm(context: AuthorContext): DocumentPlan {
  const { person, say, fact, random } = context;
  const fill = fillStyle(context);
  const name = fact('representative', (life) => life.pick(hostNames));
  const firm = fact('representativeFirm', (life) => `${name.split(' ').at(-1) ?? name} & ${life.pick(['Associates', 'Partners', 'Associés'])}`);
  const member = fact('membershipNumber', (life) => `R${life.int(400000, 799999)}`);
  return signedForm(context, {
    form: { number: 'DSR 5476', version: '09-2025', title: say('USE OF A REPRESENTATIVE', "RECOURS AUX SERVICES D'UN REPRÉSENTANT") },
    title: { en: 'Use of a representative', fr: "Recours aux services d'un représentant" },
    signers: [fullName(person), name],
    pages: [
      (sheet, from) => {
        let y = drawPersonRows(sheet, from, context, fill);
        y = drawSection(sheet, y + 4, say('APPOINTMENT OF A REPRESENTATIVE', "NOMINATION D'UN REPRÉSENTANT"));
        y = drawChoice(sheet, y, say('My representative is', 'Mon représentant est'), [say('Paid', 'Rémunéré'), say('Unpaid', 'Non rémunéré')], random.chance(0.7) ? 0 : 1, fill);
        y = drawRow(sheet, y, [{ label: say('Full name', 'Nom au complet'), value: name }, { label: say('Firm or organization', 'Cabinet ou organisme'), value: firm }], fill);
        y = drawRow(sheet, y, [{ label: say('Membership number', 'Numéro de membre'), value: member }, { label: say('Telephone', 'Téléphone'), value: phoneNumber(random) }], fill);
        y = drawRow(sheet, y, [{ label: say('Address', 'Adresse'), value: canadianAddress(random) }], fill);
        return smallPrint(sheet, y + 6, say('I authorize this person to represent me on the matters of this application and understand that the office will deal with my representative in my place. I may cancel this appointment in writing at any time.', "J'autorise cette personne à me représenter pour les questions liées à cette demande et je comprends que le bureau traitera avec mon représentant à ma place. Je peux annuler cette nomination par écrit en tout temps."));
      },
    ],
  });
}

/** Facts: `spouse`, `children` (how many). */
export function familyForm(context: AuthorContext): DocumentPlan {
  const { person, say, fact, number, random } = context;
  const fill = fillStyle(context);
  const children = number('children', (life) => life.int(0, 3));
  const birth = Number(person.birthDate.slice(0, 4));
  const relative = (first: readonly string[], year: number): readonly string[] => [`${person.familyName}, ${random.pick(first)}`, `${year}-0${random.int(1, 9)}-${random.int(10, 28)}`, person.address];
  const elders = [[say('Father', 'Père'), ...relative(elderNames, birth - random.int(22, 40))], [say('Mother', 'Mère'), ...relative(elderNames, birth - random.int(20, 36))]];
  const spouse = fact('spouse', () => '');
  const own = Array.from({ length: 6 }, (_, index) => (index < children ? [say('Child', 'Enfant'), ...relative(childNames, birth + random.int(22, 34))] : []));
  const siblings = Array.from({ length: 8 }, (_, index) => (index < 2 ? [say('Brother, sister', 'Frère, sœur'), ...relative(elderNames, birth + random.int(-8, 8))] : []));
  const columns = [{ label: say('Relationship', 'Lien de parenté'), share: 1.4 }, { label: say('Family name, given names', 'Nom de famille, prénoms'), share: 2.6 }, { label: say('Date of birth', 'Date de naissance'), share: 1.3 }, { label: say('Present address', 'Adresse actuelle'), share: 3.4 }];
  return signedForm(context, {
    form: { number: 'DSR 5645', version: '06-2025', title: say('FAMILY INFORMATION', 'RENSEIGNEMENTS SUR LA FAMILLE') },
    title: { en: 'Family information', fr: 'Renseignements sur la famille' },
    signers: [fullName(person)],
    pages: [
      (sheet, from) => {
        let y = drawSection(sheet, from, say('SECTION A - APPLICANT, SPOUSE, PARENTS', 'SECTION A - DEMANDEUR, ÉPOUX, PARENTS'));
        y = drawFormTable(sheet, y, columns, [[say('Applicant', 'Demandeur'), fullName(person), person.birthDate, person.address], [say('Spouse', 'Époux'), spouse, '', ''], ...elders], fill);
        y = drawSection(sheet, y + 4, say('SECTION B - CHILDREN', 'SECTION B - ENFANTS'));
        return drawFormTable(sheet, y, columns, own, fill);
      },
      (sheet, from) => {
        const y = drawSection(sheet, from, say('SECTION C - BROTHERS AND SISTERS', 'SECTION C - FRÈRES ET SŒURS'));
        return drawFormTable(sheet, y, columns, siblings, fill);
      },
    ],
  });
}

const elderNames = ['Maria', 'Joseph', 'Fatima', 'Ahmed', 'Li Hua', 'Ivan', 'Lakshmi', 'Kwame', 'Rosa', 'Nadia', 'Samuel', 'Grace'] as const;
const childNames = ['Adam', 'Sara', 'Noah', 'Maya', 'Yusuf', 'Lina', 'Arjun', 'Chloé', 'Ines', 'Daniel'] as const;

function signedForm(context: AuthorContext, { form, title, pages, signers }: Form): DocumentPlan {
  const { say, random } = context;
  const signedOn = context.fact('signedOn', () => context.fact('date', () => addDays('2026-01-10', random.int(0, 200))));
  const wanted = context.pageCount(() => pages.length, pages.length + 1);
  const drawn = Math.min(wanted, pages.length);
  return {
    title,
    paper: letterPaper,
    pages: Array.from({ length: drawn }, (_, index) => (sheet: Sheet) => {
      let y = drawFormHead(sheet, form, index + 1, drawn, context);
      y = pages[index]?.(sheet, y) ?? y;
      if (index < drawn - 1) return;
      y = drawSection(sheet, y + 6, say('SIGNATURES', 'SIGNATURES'));
      for (const name of signers) {
        y += 20;
        sign(sheet, formMargin + 8, y - 2, name);
        sheet.line(formMargin, y, formMargin + 95, y, 0.25);
        sheet.line(formMargin + 110, y, formMargin + 160, y, 0.25);
        sheet.text(formMargin + 116, y - 1.5, signedOn, { face: 'hand', size: 14, jitter: 0.4 });
        sheet.text(formMargin, y + 4, name, { face: 'sans', size: 7 });
        sheet.text(formMargin + 110, y + 4, say('Date YYYY-MM-DD', 'Date AAAA-MM-JJ'), { face: 'sans', size: 7 });
      }
    }),
  };
}

function drawPersonRows(sheet: Sheet, from: number, context: AuthorContext, fill: TextStyle): number {
  const { person, say } = context;
  const y = drawSection(sheet, from, say('APPLICANT', 'DEMANDEUR'));
  const next = drawRow(sheet, y, [{ label: say('Family name', 'Nom de famille'), value: person.familyName.toUpperCase() }, { label: say('Given names', 'Prénoms'), value: person.givenNames.toUpperCase() }], fill);
  return drawRow(sheet, next, [{ label: say('Date of birth', 'Date de naissance'), value: person.birthDate }, { label: say('Passport number', 'Numéro de passeport'), value: person.passportNumber }, { label: say('Application number', 'Numéro de la demande'), value: context.fact('applicationNumber', () => '') }], fill);
}
