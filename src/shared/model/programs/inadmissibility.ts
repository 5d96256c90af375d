import { ground } from './ground.ts';
import type { Ground } from './program.ts';

/*
 * Inadmissibility, sections 34 to 42 of the Act: the bases of refusal that every program shares [TR-REF]. The wording
 * follows the public text of the Act in plain words; the standard of proof is that of section 33, reasonable grounds to
 * believe. A non-favourable security result leads to procedural fairness before a refusal [SECU117].
 */

const security = ground({
  id: 'a34-1',
  provision: 'A34(1)',
  title: ['Security', 'Sécurité'],
  reasons: [
    [
      'espionage',
      'There are reasonable grounds to believe that you engaged in espionage against Canada or contrary to its interests (paragraph 34(1)(a)).',
      "Il y a des motifs raisonnables de croire que vous avez été l'auteur d'actes d'espionnage dirigés contre le Canada ou contraires à ses intérêts (alinéa 34(1)a)).",
    ],
    [
      'subversion',
      'There are reasonable grounds to believe that you engaged in, or instigated, the subversion of a government by force (paragraph 34(1)(b)).',
      "Il y a des motifs raisonnables de croire que vous avez été l'instigateur ou l'auteur d'actes visant au renversement d'un gouvernement par la force (alinéa 34(1)b)).",
    ],
    [
      'terrorism',
      'There are reasonable grounds to believe that you engaged in terrorism (paragraph 34(1)(c)).',
      'Il y a des motifs raisonnables de croire que vous avez commis des actes de terrorisme (alinéa 34(1)c)).',
    ],
    [
      'danger',
      'There are reasonable grounds to believe that you are a danger to the security of Canada (paragraph 34(1)(d)).',
      'Il y a des motifs raisonnables de croire que vous constituez un danger pour la sécurité du Canada (alinéa 34(1)d)).',
    ],
    [
      'violence',
      'There are reasonable grounds to believe that you engaged in acts of violence that would or might endanger the lives or safety of persons in Canada (paragraph 34(1)(e)).',
      "Il y a des motifs raisonnables de croire que vous avez été l'auteur d'actes de violence susceptibles de mettre en danger la vie ou la sécurité d'autrui au Canada (alinéa 34(1)e)).",
    ],
    [
      'membership',
      'There are reasonable grounds to believe that you are or were a member of an organization that engages, has engaged or will engage in such acts (paragraph 34(1)(f)).',
      "Il y a des motifs raisonnables de croire que vous êtes ou avez été membre d'une organisation qui est, a été ou sera l'auteur de tels actes (alinéa 34(1)f)).",
    ],
  ],
  fairness: 'required',
  assessments: ['security'],
});

const humanRights = ground({
  id: 'a35-1',
  provision: 'A35(1)',
  title: ['Human or international rights violations', 'Atteinte aux droits humains ou internationaux'],
  reasons: [
    [
      'war-crimes',
      'There are reasonable grounds to believe that you committed, outside Canada, genocide, a crime against humanity or a war crime (paragraph 35(1)(a)).',
      "Il y a des motifs raisonnables de croire que vous avez commis, hors du Canada, un génocide, un crime contre l'humanité ou un crime de guerre (alinéa 35(1)a)).",
    ],
    [
      'senior-official',
      'You hold or held a prescribed senior position in the service of a government that, in the opinion of the Minister, engages or has engaged in terrorism, systematic or gross human rights violations, genocide, a war crime or a crime against humanity (paragraph 35(1)(b)).',
      "Vous occupez ou avez occupé un poste de rang supérieur, au sens du Règlement, au sein d'un gouvernement qui, de l'avis du ministre, se livre ou s'est livré au terrorisme, à des violations graves ou répétées des droits de la personne, à un génocide, à un crime de guerre ou à un crime contre l'humanité (alinéa 35(1)b)).",
    ],
  ],
  fairness: 'required',
  assessments: ['human-rights'],
});

const seriousCriminality = ground({
  id: 'a36-1',
  provision: 'A36(1)',
  title: ['Serious criminality', 'Grande criminalité'],
  reasons: [
    [
      'convicted-in-canada',
      'You were convicted in Canada of an offence punishable by a maximum term of imprisonment of at least 10 years, or of an offence for which a term of imprisonment of more than six months was imposed (paragraph 36(1)(a)).',
      "Une déclaration de culpabilité a été prononcée contre vous au Canada pour une infraction punissable d'un emprisonnement maximal d'au moins 10 ans ou pour une infraction pour laquelle un emprisonnement de plus de six mois a été infligé (alinéa 36(1)a)).",
    ],
    [
      'convicted-abroad',
      'You were convicted outside Canada of an offence that, if committed in Canada, would be punishable by a maximum term of imprisonment of at least 10 years (paragraph 36(1)(b)).',
      "Une déclaration de culpabilité a été prononcée contre vous, à l'extérieur du Canada, pour une infraction qui, commise au Canada, serait punissable d'un emprisonnement maximal d'au moins 10 ans (alinéa 36(1)b)).",
    ],
    [
      'act-abroad',
      'There are reasonable grounds to believe that you committed outside Canada an act that is an offence there and that, if committed in Canada, would be punishable by a maximum term of imprisonment of at least 10 years (paragraph 36(1)(c)).',
      "Il y a des motifs raisonnables de croire que vous avez commis, à l'extérieur du Canada, une infraction qui, commise au Canada, serait punissable d'un emprisonnement maximal d'au moins 10 ans (alinéa 36(1)c)).",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['criminality'],
});

const criminality = ground({
  id: 'a36-2',
  provision: 'A36(2)',
  title: ['Criminality', 'Criminalité'],
  reasons: [
    [
      'convicted-in-canada',
      'You were convicted in Canada of an indictable offence, or of two offences that did not arise out of a single occurrence (paragraph 36(2)(a)).',
      'Une déclaration de culpabilité a été prononcée contre vous au Canada pour une infraction punissable par mise en accusation ou pour deux infractions qui ne découlent pas des mêmes faits (alinéa 36(2)a)).',
    ],
    [
      'convicted-abroad',
      'You were convicted outside Canada of an offence that, if committed in Canada, would be an indictable offence, or of two offences that did not arise out of a single occurrence and that would be offences in Canada (paragraph 36(2)(b)).',
      "Une déclaration de culpabilité a été prononcée contre vous, à l'extérieur du Canada, pour une infraction qui, commise au Canada, serait punissable par mise en accusation, ou pour deux infractions qui ne découlent pas des mêmes faits et qui constitueraient des infractions au Canada (alinéa 36(2)b)).",
    ],
    [
      'act-abroad',
      'There are reasonable grounds to believe that you committed outside Canada an act that is an offence there and that, if committed in Canada, would be an indictable offence (paragraph 36(2)(c)).',
      "Il y a des motifs raisonnables de croire que vous avez commis, à l'extérieur du Canada, une infraction qui, commise au Canada, serait punissable par mise en accusation (alinéa 36(2)c)).",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['criminality'],
});

const organizedCriminality = ground({
  id: 'a37-1',
  provision: 'A37(1)',
  title: ['Organized criminality', 'Activités de criminalité organisée'],
  reasons: [
    [
      'membership',
      'There are reasonable grounds to believe that you are or were a member of an organization that is or was engaged in a pattern of organized criminal activity, or that you took part in that activity (paragraph 37(1)(a)).',
      "Il y a des motifs raisonnables de croire que vous êtes ou avez été membre d'une organisation qui se livre ou s'est livrée à un plan d'activités criminelles organisées, ou que vous avez participé à ces activités (alinéa 37(1)a)).",
    ],
    [
      'transnational',
      'There are reasonable grounds to believe that you engaged, in the context of transnational crime, in activities such as people smuggling, trafficking in persons or laundering of money or other proceeds of crime (paragraph 37(1)(b)).',
      'Il y a des motifs raisonnables de croire que vous avez pris part, dans le cadre de la criminalité transnationale, à des activités telles que le passage de clandestins, le trafic de personnes ou le recyclage des produits de la criminalité (alinéa 37(1)b)).',
    ],
  ],
  fairness: 'required',
  assessments: ['organized-crime'],
});

const health = ground({
  id: 'a38-1',
  provision: 'A38(1)',
  title: ['Health grounds', 'Motifs sanitaires'],
  reasons: [
    [
      'public-health',
      'Your health condition is likely to be a danger to public health (paragraph 38(1)(a)).',
      'Votre état de santé constitue vraisemblablement un danger pour la santé publique (alinéa 38(1)a)).',
    ],
    [
      'public-safety',
      'Your health condition is likely to be a danger to public safety (paragraph 38(1)(b)).',
      'Votre état de santé constitue vraisemblablement un danger pour la sécurité publique (alinéa 38(1)b)).',
    ],
    [
      'excessive-demand',
      'Your health condition might reasonably be expected to cause excessive demand on health or social services (paragraph 38(1)(c)).',
      "Votre état de santé risquerait d'entraîner un fardeau excessif pour les services sociaux ou de santé (alinéa 38(1)c)).",
    ],
  ],
  fairness: 'required',
  assessments: ['medical'],
});

const financial = ground({
  id: 'a39',
  provision: 'A39',
  title: ['Financial reasons', 'Motifs financiers'],
  reasons: [
    [
      'support',
      'You did not show that you are, or will be, able and willing to support yourself and the persons who depend on you.',
      "Vous n'avez pas démontré que vous pouvez ou pourrez subvenir à vos besoins et à ceux des personnes à votre charge, ni que vous en avez la volonté.",
    ],
    [
      'arrangements',
      'You did not show that adequate arrangements for care and support, other than social assistance, have been made.',
      "Vous n'avez pas démontré que des dispositions suffisantes, autres que le recours à l'aide sociale, ont été prises pour votre subsistance et votre soutien.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

/** Never the standard letter: a letter of its own that states the five-year bar [TR-REF]. */
const misrepresentationGround = ground({
  id: 'a40-1-a',
  provision: 'A40(1)(a)',
  title: ['Misrepresentation', 'Fausses déclarations'],
  reasons: [
    [
      'document-not-genuine',
      'You submitted a document that is not genuine, or that was altered, as proof of a material fact.',
      "Vous avez présenté, comme preuve d'un fait important, un document qui n'est pas authentique ou qui a été modifié.",
    ],
    [
      'statement-not-true',
      'You made a statement on a material fact that is not true.',
      'Vous avez fait, sur un fait important, une déclaration qui est fausse.',
    ],
    [
      'fact-withheld',
      'You withheld a material fact that you had to disclose.',
      'Vous avez omis de divulguer un fait important que vous deviez déclarer.',
    ],
    [
      'earlier-refusal',
      'You did not disclose an earlier refusal of a visa or permit, or of admission to Canada or another country.',
      "Vous n'avez pas déclaré un refus antérieur de visa, de permis ou d'admission au Canada ou dans un autre pays.",
    ],
    [
      'done-by-another',
      'The misrepresentation was made by another person on your behalf, and you are responsible for the contents of your application.',
      'Les fausses déclarations ont été faites par une autre personne en votre nom, et le contenu de votre demande relève de votre responsabilité.',
    ],
  ],
  letter: 'own',
  fairness: 'required',
  assessments: ['misrepresentation'],
  warning: [
    'If I conclude that you directly or indirectly misrepresented or withheld material facts, you will be inadmissible to Canada for five years under section 40 of the Immigration and Refugee Protection Act.',
    "Si je conclus que vous avez fait, directement ou indirectement, une présentation erronée sur un fait important ou une réticence sur ce fait, vous ferez l'objet d'une interdiction de territoire au Canada pendant cinq ans, aux termes de l'article 40 de la Loi sur l'immigration et la protection des réfugiés.",
  ],
});

const nonCompliance = ground({
  id: 'a41-a',
  provision: 'A41(a)',
  title: ['Failure to comply with the Act', 'Manquement à la Loi'],
  reasons: [
    [
      'overstay',
      'You remained in Canada after the end of the period authorized for an earlier stay.',
      "Lors d'un séjour antérieur, vous n'avez pas quitté le Canada à la fin de la période autorisée.",
    ],
    [
      'unauthorized-work',
      'You worked in Canada without the authorization that you needed.',
      "Vous avez travaillé au Canada sans l'autorisation requise.",
    ],
    [
      'unauthorized-study',
      'You studied in Canada without the authorization that you needed.',
      "Vous avez étudié au Canada sans l'autorisation requise.",
    ],
    [
      'other-act-or-omission',
      'By an act or an omission, you contravened a provision of the Act or a condition imposed on you.',
      'Par un acte ou une omission, vous avez contrevenu à une disposition de la Loi ou à une condition qui vous était imposée.',
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: [],
});

const inadmissibleFamilyMember = ground({
  id: 'a42-1',
  provision: 'A42(1)',
  title: ['Inadmissible family member', 'Inadmissibilité familiale'],
  reasons: [
    [
      'accompanying-member',
      'A family member who accompanies you, or, in the prescribed cases, one who does not, is inadmissible (paragraph 42(1)(a)).',
      "Un membre de votre famille qui vous accompagne ou, dans les cas réglementaires, qui ne vous accompagne pas, fait l'objet d'une interdiction de territoire (alinéa 42(1)a)).",
    ],
    [
      'accompanied-person',
      'You are the accompanying family member of a person who is inadmissible (paragraph 42(1)(b)).',
      "Vous accompagnez, à titre de membre de la famille, une personne qui fait l'objet d'une interdiction de territoire (alinéa 42(1)b)).",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: [],
});

/** In the order of the Act. */
export const inadmissibilityGrounds: readonly Ground[] = [
  security,
  humanRights,
  seriousCriminality,
  criminality,
  organizedCriminality,
  health,
  financial,
  misrepresentationGround,
  nonCompliance,
  inadmissibleFamilyMember,
];
