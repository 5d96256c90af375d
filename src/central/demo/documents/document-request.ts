/** The kinds of scanned document that the demo office holds. */
export const demoDocumentKinds = [
  'application-form',
  'family-form',
  'consent-form',
  'representative-form',
  'passport',
  'identity-card',
  'photo',
  'birth-certificate',
  'marriage-certificate',
  'police-certificate',
  'medical-report',
  'bank-statement',
  'proof-of-funds',
  'tax-assessment',
  'letter-of-acceptance',
  'transcript',
  'language-test',
  'employment-letter',
  'invitation-letter',
  'study-plan',
  'travel-itinerary',
  'statutory-declaration',
  'correspondence',
  'evidence-bundle',
] as const;

export type DemoDocumentKind = (typeof demoDocumentKinds)[number];

/** Dates are `YYYY-MM-DD`; countries ISO 3166-1 alpha-3. */
export interface DemoPerson {
  familyName: string;
  givenNames: string;
  birthDate: string;
  birthPlace: string;
  sex: 'F' | 'M' | 'X';
  citizenship: string;
  passportNumber: string;
  passportIssued: string;
  passportExpires: string;
  /** Lines of a postal address, separated by `, `. */
  address: string;
  email?: string;
  phone?: string;
}

export interface DocumentLook {
  dpi: 200 | 300;
  /** 1-bit Group 4, 8-bit grey, 24-bit colour. */
  mode: 'g4' | 'grey' | 'colour';
  /** `jpeg` holds one page and cannot hold `g4`. */
  container: 'pdf' | 'tiff' | 'jpeg';
  /** 0 a clean scan of a clean sheet, 1 a bad fax of a worn one. */
  wear: number;
}

/**
 * What a document has to say. Every fact is optional: what is missing is invented from the seed. Common to all:
 * `date` (`YYYY-MM-DD`, of the document), `applicationNumber`, `uci`, `originalLanguage` (`ar`, `zh`, `ru` or `hi`: a
 * certificate gets a foreign-language original followed by a translation). The others are named in kinds/*.
 */
export type DocumentFacts = Readonly<Record<string, string | number>>;

export interface DocumentRequest {
  kind: DemoDocumentKind;
  language: 'en' | 'fr';
  person: DemoPerson;
  facts: DocumentFacts;
  /** 1 to 600; when left out, what is usual for the kind. Kinds of one sheet (photo, passport page) take up to a few. */
  pages?: number;
  look: DocumentLook;
  /** The same request with the same seed gives the same bytes. */
  seed: number;
}

export interface MadeDocument {
  bytes: Uint8Array;
  mime: 'application/pdf' | 'image/tiff' | 'image/jpeg';
  pages: number;
  title: { en: string; fr: string };
}
