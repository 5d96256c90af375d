interface PackedDocument {
  readonly file: string;
  readonly type: string;
  readonly applicant?: number;
  readonly title?: { readonly en: string; readonly fr: string };
}

/** `case.json` of a pack: one applicant for a visitor visa, and these documents (docs/case-pack.md). */
export const describePack = (number: string, documents: readonly PackedDocument[]) => ({
  format: 'dossier-case-pack',
  version: 1,
  application: {
    number,
    program: 'visitor-visa',
    primaryOffice: 'CPCO',
    receivedAt: '2026-10-01T12:00:00.000Z',
    receivedVia: 'vac',
    correspondenceLanguage: 'fr',
    applyingFrom: 'outside',
    purpose: 'Visite',
  },
  applicants: [
    {
      relationship: 'principal',
      familyName: 'Traoré',
      givenNames: 'Aminata',
      birthDate: '1988-02-29',
      citizenship: 'MLI',
    },
  ],
  documents,
});
