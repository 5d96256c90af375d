import type { Bilingual } from '../bilingual.ts';
import type { LetterTemplate } from './program.ts';
import { text } from './text.ts';

/*
 * The letters that the programs share. Plain language: what was decided, why, what you can do [Doc C, Doc E]. Each is
 * written for the program by naming the application (`application for a study permit`, `demande de permis d'études`).
 */

/** The application as it follows `your` and `votre`: `application for a study permit` / `demande de permis d'études`. */
export type Named = Bilingual;

const head = text(
  '{date}\n\n{name}\n\nApplication number: {number}\nUCI: {uci}',
  '{date}\n\n{name}\n\nNuméro de la demande : {number}\nIUC : {uci}',
);
const close = text('Officer\n{office}', 'Agent, agente\n{office}');

function template(subject: Bilingual, body: Bilingual): LetterTemplate {
  return {
    subject,
    body: text(
      `${head.en}\n\nHello,\n\n${body.en}\n\n${close.en}`,
      `${head.fr}\n\nBonjour,\n\n${body.fr}\n\n${close.fr}`,
    ),
  };
}

export function acknowledgementLetter(named: Named): LetterTemplate {
  return template(
    text(`We received your ${named.en}`, `Nous avons reçu votre ${named.fr}`),
    text(
      `We received your ${named.en}.

# What happens next

We first check that your application is complete. If something is missing, we will tell you. The time that our service standard allows starts on the day your application is complete.

# What you can do

Write your application number and your UCI on everything that you send us. Tell us right away if your address, your family situation or your plans change.`,
      `Nous avons reçu votre ${named.fr}.

# La suite

Nous vérifions d'abord que votre demande est complète. S'il manque quelque chose, nous vous en informerons. Le délai prévu par notre norme de service commence le jour où votre demande est complète.

# Ce que vous pouvez faire

Inscrivez le numéro de votre demande et votre IUC sur tout ce que vous nous envoyez. Avisez-nous sans tarder de tout changement d'adresse, de situation familiale ou de projet.`,
    ),
  );
}

export function documentRequestLetter(named: Named): LetterTemplate {
  return template(
    text(`We need more documents for your ${named.en}`, `Documents à fournir pour votre ${named.fr}`),
    text(
      `To continue with your ${named.en}, I need more documents from you.

# What you must send

{documents}

# By when

Send them so that we receive them by {deadline}. If you cannot, write to us before that date, tell us why, and say how much time you need.

# What happens if you do not answer

I will decide on your application with what is on file. It may be refused.`,
      `Pour poursuivre l'examen de votre ${named.fr}, j'ai besoin d'autres documents.

# Ce que vous devez envoyer

{documents}

# Date limite

Nous devons les recevoir au plus tard le {deadline}. Si cela vous est impossible, écrivez-nous avant cette date pour nous dire pourquoi et de combien de temps vous avez besoin.

# Si vous ne répondez pas

Je rendrai une décision à partir des renseignements versés au dossier. Votre demande pourrait être refusée.`,
    ),
  );
}

/** Procedural fairness: the concern, a time to respond, and the response considered [PF]. */
export function fairnessLetter(named: Named): LetterTemplate {
  return template(
    text(`Procedural fairness letter: your ${named.en}`, `Lettre d'équité procédurale : votre ${named.fr}`),
    text(
      `I am examining your ${named.en}. I have concerns that could lead to a refusal. I have not decided yet. Before I do, I want you to know my concerns and to have the chance to answer them.

# My concerns

{concerns}

# What you can do

You may send me an explanation, and documents that support it. I must receive your answer by {deadline}. If you need more time, write to us before that date and tell us why.

# What happens next

I will consider everything that you send before I decide. If I receive no answer by {deadline}, I will decide with what is on file.`,
      `J'examine votre ${named.fr}. J'ai des réserves qui pourraient mener à un refus. Je n'ai pas encore rendu de décision. Avant de le faire, je tiens à vous faire part de mes réserves et à vous donner la possibilité d'y répondre.

# Mes réserves

{concerns}

# Ce que vous pouvez faire

Vous pouvez m'envoyer des explications et des documents à l'appui. Je dois recevoir votre réponse au plus tard le {deadline}. S'il vous faut plus de temps, écrivez-nous avant cette date et dites-nous pourquoi.

# La suite

Je tiendrai compte de tout ce que vous m'enverrez avant de rendre ma décision. Si je ne reçois aucune réponse au plus tard le {deadline}, je rendrai ma décision à partir des renseignements versés au dossier.`,
    ),
  );
}

interface RefusalSource {
  readonly named: Named;
  /** Officer decision notes go out with the letter: temporary residence (not eTA, TRP) since 2025-07-29, permanent since 2026-05-26 [ODN]. */
  readonly notesReleased: boolean;
  /** A way of review that the program has beside the Federal Court. */
  readonly recourse?: Bilingual;
  /** What the applicant can do next, where it is not simply to apply and pay again. */
  readonly again?: Bilingual;
  /** Where the decision is not called a refusal. */
  readonly instead?: { readonly subject: Bilingual; readonly decision: Bilingual };
}

const notesAttached = text(
  "The officer's notes on this decision are attached to this letter. Parts of them may be withheld for reasons of security or privacy.",
  "Les notes de l'agent sur cette décision sont jointes à la présente lettre. Certaines parties peuvent en être retranchées pour des raisons de sécurité ou de protection des renseignements personnels.",
);

/** Section 72 of the Act: leave of the Federal Court, 15 or 60 days; section 22.1 of the Citizenship Act: 30 days. */
const courtReview = text(
  'You may ask the Federal Court of Canada for leave (permission) to have this decision reviewed. Your application must be filed within {reviewPeriod} after the day you are notified of this decision.',
  "Vous pouvez demander à la Cour fédérale du Canada l'autorisation de présenter une demande de contrôle judiciaire de cette décision. Votre demande doit être déposée dans les {reviewPeriod} suivant la date à laquelle la décision vous a été notifiée.",
);

function joined(blocks: readonly (string | undefined)[]): string {
  return blocks.filter((block) => block !== undefined && block !== '').join('\n\n');
}

export function refusalLetter({ named, notesReleased, recourse, again: next, instead }: RefusalSource): LetterTemplate {
  const notes = notesReleased ? notesAttached : undefined;
  const again =
    next ??
    text(
      'You may apply again at any time. A new application should hold new information, or show that your situation has changed, on the points set out above. You must pay the fees again.',
      'Vous pouvez présenter une nouvelle demande en tout temps. Elle devrait contenir de nouveaux renseignements, ou montrer que votre situation a changé, sur les points exposés ci-dessus. Vous devrez payer les frais de nouveau.',
    );
  const start = instead?.decision ?? text(`I refused your ${named.en}.`, `J'ai refusé votre ${named.fr}.`);
  const considered = text(
    'I examined your application and everything that you submitted with it. I decided for the reasons that follow.',
    "J'ai examiné votre demande et tout ce que vous avez présenté à l'appui. Ma décision repose sur les motifs qui suivent.",
  );
  return template(instead?.subject ?? text(`Your ${named.en} is refused`, `Votre ${named.fr} est refusée`), {
    en: joined([
      '# My decision',
      start.en,
      '# Why',
      considered.en,
      '{grounds}',
      notes?.en,
      '# What you can do',
      again.en,
      courtReview.en,
      recourse?.en,
    ]),
    fr: joined([
      '# Ma décision',
      start.fr,
      '# Pourquoi',
      considered.fr,
      '{grounds}',
      notes?.fr,
      '# Ce que vous pouvez faire',
      again.fr,
      courtReview.fr,
      recourse?.fr,
    ]),
  });
}

/** The letter of A40(1)(a) alone; it states the five-year bar of A40(2)(a) and what A40(3) forbids meanwhile [TR-REF]. */
export function misrepresentationLetter({ named, notesReleased, recourse }: RefusalSource): LetterTemplate {
  const notes = notesReleased ? notesAttached : undefined;
  const finding = text(
    `I refused your ${named.en}. I found that you are inadmissible to Canada because you directly or indirectly misrepresented or withheld material facts relating to a relevant matter, which induced or could have induced an error in the administration of the Immigration and Refugee Protection Act.`,
    `J'ai refusé votre ${named.fr}. J'ai conclu que vous faites l'objet d'une interdiction de territoire au Canada parce que vous avez fait, directement ou indirectement, une présentation erronée sur un fait important quant à un objet pertinent, ou une réticence sur ce fait, ce qui a entraîné ou risquait d'entraîner une erreur dans l'application de la Loi sur l'immigration et la protection des réfugiés.`,
  );
  const considered = text(
    'I told you my concerns before I decided, and I considered your answer if you sent one.',
    "Je vous ai fait part de mes réserves avant de rendre ma décision et j'ai tenu compte de votre réponse si vous en avez envoyé une.",
  );
  const bar = text(
    'You are inadmissible to Canada for a period of five years. If the decision was made outside Canada, the five years start on the day of the final determination of inadmissibility. If it was made in Canada, they start on the day the removal order against you is enforced.\n\nDuring these five years, you may not come to Canada without special permission, and you may not apply for permanent resident status.',
    "Vous faites l'objet d'une interdiction de territoire au Canada pendant cinq ans. Si la décision a été rendue à l'extérieur du Canada, les cinq ans courent à compter de la décision constatant l'interdiction en dernier ressort. Si elle a été rendue au Canada, ils courent à compter de l'exécution de la mesure de renvoi prise contre vous.\n\nPendant ces cinq ans, vous ne pouvez pas venir au Canada sans autorisation spéciale ni demander le statut de résident permanent.",
  );
  return template(
    text(`Your ${named.en} is refused: misrepresentation`, `Votre ${named.fr} est refusée : fausses déclarations`),
    {
      en: joined([
        '# My decision',
        finding.en,
        '# Why',
        considered.en,
        '{grounds}',
        notes?.en,
        '# What this means: five years',
        bar.en,
        '# What you can do',
        courtReview.en,
        recourse?.en,
      ]),
      fr: joined([
        '# Ma décision',
        finding.fr,
        '# Pourquoi',
        considered.fr,
        '{grounds}',
        notes?.fr,
        '# Ce que cela signifie : cinq ans',
        bar.fr,
        '# Ce que vous pouvez faire',
        courtReview.fr,
        recourse?.fr,
      ]),
    },
  );
}

/** An approval: what was decided and what follows are the program's own words. */
export function approvalLetter(named: Named, body: Bilingual): LetterTemplate {
  return template(text(`Your ${named.en} is approved`, `Votre ${named.fr} est approuvée`), body);
}
