import { biometricsItem, checklistItem, medicalItem, representativeItem, translationItem } from './checklist.ts';
import { ground } from './ground.ts';
import {
  acknowledgementLetter,
  approvalLetter,
  documentRequestLetter,
  fairnessLetter,
  refusalLetter,
} from './letter-kit.ts';
import type { Program } from './program.ts';
import { assessmentList } from './temporary-residence.ts';
import { text } from './text.ts';

/** A101(1): when a claim may not be referred. Plain words for the public text of the Act. */
const ineligible = ground({
  id: 'a101-1',
  provision: 'A101(1)',
  title: ['Claim not eligible to be referred', 'Demande irrecevable'],
  reasons: [
    [
      'already-protected',
      'Refugee protection was already conferred on you (paragraph 101(1)(a)).',
      "L'asile vous a déjà été conféré (alinéa 101(1)a)).",
    ],
    [
      'earlier-claim-rejected',
      'An earlier claim for refugee protection that you made was rejected (paragraph 101(1)(b)).',
      "Une demande d'asile que vous avez présentée antérieurement a été rejetée (alinéa 101(1)b)).",
    ],
    [
      'earlier-claim-ineligible',
      'An earlier claim that you made was found ineligible, or was withdrawn or abandoned (paragraph 101(1)(c)).',
      "Une demande que vous avez présentée antérieurement a été jugée irrecevable, ou elle a fait l'objet d'un désistement ou d'un retrait (alinéa 101(1)c)).",
    ],
    [
      'claim-elsewhere',
      'Before you claimed refugee protection in Canada, you made a claim in a country with which Canada shares information, and this was confirmed (paragraph 101(1)(c.1)).',
      "Avant de demander l'asile au Canada, vous avez demandé l'asile dans un pays avec lequel le Canada a conclu un accord d'échange de renseignements, et ce fait a été confirmé (alinéa 101(1)c.1)).",
    ],
    [
      'recognized-elsewhere',
      'Another country has recognized you as a Convention refugee, and you may be returned to that country (paragraph 101(1)(d)).',
      'Un autre pays vous a reconnu la qualité de réfugié au sens de la Convention et votre renvoi dans ce pays est possible (alinéa 101(1)d)).',
    ],
    [
      'designated-country',
      'You came to Canada, directly or indirectly, from a country designated by the regulations (paragraph 101(1)(e)).',
      "Votre arrivée au Canada s'est faite, directement ou indirectement, d'un pays désigné par règlement (alinéa 101(1)e)).",
    ],
    [
      'inadmissible',
      'You were determined to be inadmissible on grounds of security, violating human or international rights, serious criminality or organized criminality (paragraph 101(1)(f)).',
      "Il a été établi que vous faites l'objet d'une interdiction de territoire pour raison de sécurité, pour atteinte aux droits humains ou internationaux, pour grande criminalité ou pour criminalité organisée (alinéa 101(1)f)).",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const named = text('claim for refugee protection', "demande d'asile");

const eligibleSubject = text('Your claim for refugee protection is eligible', "Votre demande d'asile est recevable");

const approval = text(
  `# My decision

I found that your claim for refugee protection is eligible. I referred it to the Refugee Protection Division of the Immigration and Refugee Board of Canada.

# What happens next

The Board, not this office, decides on your claim. It will write to you about your hearing.

# What you can do now

Tell the Board and this office right away if your address changes. Go to your hearing. If you do not, your claim may be declared abandoned.`,
  `# Ma décision

J'ai conclu que votre demande d'asile est recevable. Je l'ai déférée à la Section de la protection des réfugiés de la Commission de l'immigration et du statut de réfugié du Canada.

# La suite

C'est la Commission, et non notre bureau, qui statuera sur votre demande. Elle vous écrira au sujet de votre audience.

# Ce que vous pouvez faire maintenant

Informez sans tarder la Commission et notre bureau de tout changement d'adresse. Présentez-vous à votre audience, sinon le désistement de votre demande pourrait être prononcé.`,
);

/**
 * Asylum intake: eligibility to be referred. Lopsided by the delegation instrument: a lower level may confirm eligibility,
 * a higher one must make ineligibility [IL3-26, IL3-25]. No service standard is published in the sources.
 */
export const protectedPerson: Program = {
  id: 'protected-person',
  numberPrefix: 'R',
  title: text('Protected person and asylum intake', "Personne protégée et réception des demandes d'asile"),
  shortTitle: text('Asylum intake', "Demande d'asile"),
  line: 'asylum',
  categories: [
    { code: 'INLAND', title: text('Claim made at an inland office', 'Demande présentée à un bureau intérieur') },
    { code: 'PORT-OF-ENTRY', title: text('Claim made at a port of entry', "Demande présentée à un point d'entrée") },
    {
      code: 'PROTECTED-PR',
      title: text('Permanent residence of a protected person', 'Résidence permanente de la personne protégée'),
    },
  ],
  standard: { inside: null, outside: null },
  checklist: [
    checklistItem(
      'application-form',
      ['Refugee claim forms', "Formulaires de demande d'asile"],
      ['application-form'],
      'always',
      'applicant',
    ),
    checklistItem(
      'basis-of-claim',
      ['Basis of Claim form', "Formulaire Fondement de la demande d'asile"],
      ['basis-of-claim'],
      'always',
      'applicant',
    ),
    checklistItem(
      'identity',
      ['Passport or other proof of identity', "Passeport ou autre preuve d'identité"],
      ['passport', 'national-identity', 'birth-certificate', 'statutory-declaration'],
      'always',
      'applicant',
    ),
    checklistItem('photo', ['Photos of the claimant', 'Photos du demandeur'], ['photo'], 'if-applicable', 'applicant'),
    medicalItem,
    biometricsItem,
    translationItem,
    representativeItem,
  ],
  assessments: assessmentList(
    ['completeness', 'biometrics', 'eligibility', 'criminality', 'security'],
    ['medical', 'human-rights', 'organized-crime', 'misrepresentation', 'information-sharing'],
  ),
  grounds: [ineligible],
  conditions: [],
  validity: null,
  letters: {
    acknowledgement: acknowledgementLetter(named),
    approval: { ...approvalLetter(named, approval), subject: eligibleSubject },
    refusal: refusalLetter({
      named,
      notesReleased: false,
      again: text(
        'You may get advice from a lawyer or another authorized representative. Legal aid may be available in your province.',
        "Vous pouvez consulter un avocat ou un autre représentant autorisé. L'aide juridique peut être offerte dans votre province.",
      ),
      instead: {
        subject: text(
          'Your claim for refugee protection is not eligible to be referred',
          "Votre demande d'asile est irrecevable",
        ),
        decision: text(
          'I found that your claim for refugee protection is not eligible to be referred to the Refugee Protection Division of the Immigration and Refugee Board of Canada.',
          "J'ai conclu que votre demande d'asile est irrecevable. Elle ne peut pas être déférée à la Section de la protection des réfugiés de la Commission de l'immigration et du statut de réfugié du Canada.",
        ),
      },
    }),
    misrepresentation: null,
    documentRequest: documentRequestLetter(named),
    fairness: fairnessLetter(named),
  },
  authority: { approve: 1, refuse: 2 },
  decidable: false,
};
