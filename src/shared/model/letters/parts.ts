import type { Language } from '../bilingual.ts';
import type { Condition, Ground, Paragraph, Program } from '../programs/program.ts';
import { citeProvision } from '../programs/provision.ts';
import { checklistItemFor, groundFor } from '../programs/registry.ts';
import { typedWords } from './blocks.ts';
import type { CitedGround, LetterGap, LetterRequest } from './request.ts';
import { legalBasis } from './wording.ts';

/** A part of the letter in one language, or why it cannot be written. */
export interface Part {
  readonly text: string;
  readonly gaps: readonly LetterGap[];
}

const filled = (text: string): Part => ({ text, gaps: [] });
const lacking = (reason: LetterGap['reason'], subject: string, language: Language): Part => ({
  text: '',
  gaps: [{ reason, subject, language }],
});

function joinParts(parts: readonly Part[], between: string): Part {
  const texts = parts.map((part) => part.text).filter((text) => text !== '');
  return { text: texts.join(between), gaps: parts.flatMap((part) => part.gaps) };
}

function paragraph(source: Pick<Paragraph, 'id' | 'text'>, language: Language): Part {
  const text = source.text[language].trim();
  return text === '' ? lacking('text-missing', source.id, language) : filled(text);
}

function chosen(from: readonly Paragraph[], id: string, language: Language): Part {
  const found = from.find((each) => each.id === id);
  return found === undefined ? lacking('unknown-part', id, language) : paragraph(found, language);
}

function listed(part: Part): Part {
  return part.text === '' ? part : { ...part, text: `- ${part.text.replaceAll('\n', ' ')}` };
}

function basis(ground: Ground, language: Language): Part {
  return filled(`${legalBasis[language]}${citeProvision(ground.provision)[language]}.`);
}

/** R179(b), R200(1)(b), R216(1)(b) need an introduction and a reason [PDU-REF]; any other ground a reason or the officer's words. */
function completeness(ground: Ground, cited: CitedGround, words: string, language: Language): readonly Part[] {
  const introduced = ground.introductions.length === 0 || cited.introductionId !== null;
  const reasoned = cited.reasonIds.length > 0 || (ground.introductions.length === 0 && words !== '');
  return [
    ...(introduced ? [] : [lacking('introduction-missing', ground.id, language)]),
    ...(reasoned ? [] : [lacking('reason-missing', ground.id, language)]),
  ];
}

function refusedOn(program: Program, cited: CitedGround, language: Language): Part {
  const ground = groundFor(program, cited.groundId);
  if (ground === undefined) return lacking('unknown-part', cited.groundId, language);
  const words = typedWords(cited.ownWords);
  const title = paragraph({ id: ground.id, text: ground.title }, language);
  const introduction =
    cited.introductionId === null ? filled('') : chosen(ground.introductions, cited.introductionId, language);
  const reasons = cited.reasonIds.map((id) => listed(chosen(ground.reasons, id, language)));
  return joinParts(
    [
      title.text === '' ? title : filled(`## ${title.text}`),
      introduction,
      joinParts(reasons, '\n'),
      filled(words),
      basis(ground, language),
      ...completeness(ground, cited, words, language),
    ],
    '\n\n',
  );
}

/** What was decided against, ground by ground. */
export function groundsPart({ program, grounds = [] }: LetterRequest, language: Language): Part {
  if (grounds.length === 0) return lacking('value-missing', 'grounds', language);
  return joinParts(
    grounds.map((cited) => refusedOn(program, cited, language)),
    '\n\n',
  );
}

function concernOn(program: Program, cited: CitedGround, language: Language): Part {
  const ground = groundFor(program, cited.groundId);
  if (ground === undefined) return lacking('unknown-part', cited.groundId, language);
  const words = typedWords(cited.ownWords);
  if (words === '') return lacking('words-missing', ground.id, language);
  const title = paragraph({ id: ground.id, text: ground.title }, language);
  const warning =
    ground.warning === undefined ? filled('') : paragraph({ id: ground.id, text: ground.warning }, language);
  return joinParts(
    [title.text === '' ? title : filled(`## ${title.text}`), filled(words), basis(ground, language), warning],
    '\n\n',
  );
}

/** A fairness letter tells the concern in the officer's own words: a standard reason would be a decision already. */
export function concernsPart({ program, grounds = [] }: LetterRequest, language: Language): Part {
  if (grounds.length === 0) return lacking('value-missing', 'concerns', language);
  return joinParts(
    grounds.map((cited) => concernOn(program, cited, language)),
    '\n\n',
  );
}

/** The conditions of an approval: those of law, then the officer's choice, in the program's order. */
function conditionsOf(program: Program, conditionIds: readonly string[]): readonly Condition[] {
  return program.conditions.filter((each) => each.imposed === 'always' || conditionIds.includes(each.id));
}

export function conditionsPart({ program, conditionIds = [] }: LetterRequest, language: Language): Part {
  const unknown = conditionIds.filter((id) => !program.conditions.some((each) => each.id === id));
  const entries = conditionsOf(program, conditionIds).map((each) => listed(paragraph(each, language)));
  return joinParts([...entries, ...unknown.map((id) => lacking('unknown-part', id, language))], '\n');
}

export function documentsPart({ program, documents = [] }: LetterRequest, language: Language): Part {
  if (documents.length === 0) return lacking('value-missing', 'documents', language);
  const entries = documents.map((asked) => {
    if ('words' in asked) {
      const words = typedWords(asked.words);
      return words === '' ? lacking('words-missing', 'documents', language) : filled(words);
    }
    const item = checklistItemFor(program, asked.itemId);
    if (item === undefined) return lacking('unknown-part', asked.itemId, language);
    return paragraph({ id: item.id, text: item.title }, language);
  });
  return joinParts(entries.map(listed), '\n');
}
