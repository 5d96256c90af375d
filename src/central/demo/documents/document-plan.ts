import type { DemoPerson, DocumentRequest } from './document-request.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';
import type { Ink } from './raster/plane.ts';
import { ink } from './raster/plane.ts';
import type { Sheet } from './raster/sheet.ts';

export interface PaperFormat {
  readonly widthMm: number;
  readonly heightMm: number;
}

export const letterPaper: PaperFormat = { widthMm: 215.9, heightMm: 279.4 };
export const a4Paper: PaperFormat = { widthMm: 210, heightMm: 297 };

export const plainWhite = ink('#f4f4f1');

/** What an author hands over: how many pages there are and how each is drawn. Pages are drawn in order. */
export interface DocumentPlan {
  readonly title: { readonly en: string; readonly fr: string };
  readonly paper: PaperFormat;
  readonly tint?: Ink;
  readonly pages: ReadonlyArray<(sheet: Sheet) => void>;
  /** A photo or a card lies straight and has no punch holes. */
  readonly isHandledWithCare?: boolean;
}

export interface AuthorContext {
  readonly person: DemoPerson;
  readonly language: 'en' | 'fr';
  readonly request: DocumentRequest;
  /** Chooses what the facts leave open. */
  readonly random: Random;
  /** Picks the wording in the document's language. */
  say(en: string, fr: string): string;
  /**
   * A fact as text, or what `otherwise` makes up. `life` is seeded by the person and the fact, not by the document: with
   * it the employer on the letter is the employer on the bank statement.
   */
  fact(name: string, otherwise: (life: Random) => string): string;
  number(name: string, otherwise: (life: Random) => number): number;
  /** Number of pages: asked for, or usual. */
  pageCount(usual: () => number, most?: number): number;
}

export type DocumentAuthor = (context: AuthorContext) => DocumentPlan | Promise<DocumentPlan>;

export function authorContext(request: DocumentRequest, random: Random): AuthorContext {
  const { facts, person } = request;
  const life = createRandom(`life of ${person.passportNumber} ${person.familyName} ${person.birthDate}`);
  return {
    person,
    language: request.language,
    request,
    random,
    say: (en, fr) => (request.language === 'fr' ? fr : en),
    fact: (name, otherwise) => {
      const invented = otherwise(life.fork(name));
      const value = facts[name];
      return value === undefined ? invented : String(value);
    },
    number: (name, otherwise) => {
      const invented = otherwise(life.fork(name));
      const value = Number(facts[name]);
      return facts[name] === undefined || !Number.isFinite(value) ? invented : value;
    },
    pageCount: (usual, most = 600) => {
      const wanted = request.pages ?? (request.look.container === 'jpeg' ? 1 : usual());
      return Math.max(1, Math.min(most, Math.round(wanted)));
    },
  };
}

/** The full name as it stands on a form. */
export function fullName(person: DemoPerson): string {
  return `${person.givenNames} ${person.familyName}`.trim();
}
