import type { Bilingual, Language } from '../bilingual.ts';
import { reviewPeriodDays } from '../dates/judicial-review.ts';
import type { Day } from '../ids.ts';
import { type LetterPlaceholder, letterPlaceholders } from '../programs/program.ts';
import { groundFor, refusalLetterKind } from '../programs/registry.ts';
import { concernsPart, conditionsPart, documentsPart, groundsPart, type Part } from './parts.ts';
import type { ComposedLetter, LetterGap, LetterRequest } from './request.ts';
import { entryWords, noUciYet, writtenDay, writtenDays } from './wording.ts';

const isPlaceholder = (name: string): name is LetterPlaceholder => letterPlaceholders.some((known) => known === name);

const oneLine = (value: string): string => value.replaceAll(/\s+/g, ' ').trim();

/** The value of a placeholder; a gap where the request does not hold it. */
function valueOf(name: LetterPlaceholder, request: LetterRequest, language: Language): Part {
  const { facts, program } = request;
  const given = (text: string | undefined): Part =>
    text === undefined || text === ''
      ? { text: '', gaps: [{ reason: 'value-missing', subject: name, language }] }
      : { text, gaps: [] };
  const day = (value: Day | null | undefined): Part => given(value ? writtenDay(value, language) : undefined);
  const either = (value: Bilingual | undefined): Part => given(value?.[language]);
  const values: Readonly<Record<LetterPlaceholder, () => Part>> = {
    name: () => given(oneLine(facts.name)),
    number: () => given(oneLine(facts.number)),
    uci: () => given(facts.uci ?? noUciYet[language]),
    date: () => day(facts.date),
    office: () => either(facts.office),
    validUntil: () => day(request.validUntil),
    entries: () => either(request.entries ? entryWords[request.entries] : undefined),
    grounds: () => groundsPart(request, language),
    concerns: () => concernsPart(request, language),
    conditions: () => conditionsPart(request, language),
    deadline: () => day(request.deadline),
    documents: () => documentsPart(request, language),
    reviewPeriod: () => either(request.decidedIn && writtenDays(reviewPeriodDays(program.line, request.decidedIn))),
  };
  return values[name]();
}

/** Fills each placeholder once: what is filled in is never read as a template again. */
function fill(template: string, request: LetterRequest, language: Language): Part {
  const gaps: LetterGap[] = [];
  const text = template.replaceAll(/\{(\w+)\}/g, (whole: string, name: string) => {
    if (!isPlaceholder(name)) {
      gaps.push({ reason: 'unknown-part', subject: name, language });
      return whole;
    }
    const part = valueOf(name, request, language);
    gaps.push(...part.gaps);
    return part.text;
  });
  return { text, gaps };
}

/** A40 never uses the standard letter, and its letter is for it alone [TR-REF]. */
function isRightLetter({ program, kind, grounds = [] }: LetterRequest): boolean {
  if (kind !== 'refusal' && kind !== 'misrepresentation') return true;
  const ids = grounds.map((cited) => cited.groundId);
  if (ids.length === 0) return true;
  const everyOwn = ids.every((id) => groundFor(program, id)?.letter === 'own');
  return kind === refusalLetterKind(program, ids) && (kind === 'refusal' || everyOwn);
}

/**
 * The letter of a structured decision in one language, or everything that keeps it from being written: a text missing in
 * that language, an introduction or reason not chosen, a value not set, a template that the program has not.
 */
export function composeLetter(request: LetterRequest, language: Language): ComposedLetter {
  const template = request.program.letters[request.kind];
  if (template === null) return { missing: [{ reason: 'no-template', subject: request.kind, language }] };
  const subject = fill(template.subject[language], request, language);
  const body = fill(template.body[language], request, language);
  const gaps = [...subject.gaps, ...body.gaps];
  if (template.subject[language] === '')
    gaps.push({ reason: 'text-missing', subject: `${request.kind}.subject`, language });
  if (template.body[language] === '') gaps.push({ reason: 'text-missing', subject: `${request.kind}.body`, language });
  if (!isRightLetter(request)) gaps.push({ reason: 'wrong-letter', subject: request.kind, language });
  if (gaps.length > 0) return { missing: distinct(gaps) };
  return { subject: subject.text, body: body.text.replaceAll(/\n{3,}/g, '\n\n').trim() };
}

function distinct(gaps: readonly LetterGap[]): readonly LetterGap[] {
  const seen = new Map(gaps.map((gap) => [`${gap.reason} ${gap.subject} ${gap.language}`, gap]));
  return [...seen.values()];
}
