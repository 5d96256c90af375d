/** Keys of kept drafts whose strings a person wrote; ids, days and choices are no words. */
const wordKeys: ReadonlySet<string> = new Set([
  'text',
  'ownWords',
  'remark',
  'circumstances',
  'process',
  'representations',
  'detailed',
]);

function wordsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, each]) =>
    typeof each === 'string' ? (wordKeys.has(key) ? [each] : []) : wordsIn(each),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Every text that a person wrote, out of what is kept by field: notes and drafts are kept as JSON, remarks as they are. */
export function wordsTyped(kept: Readonly<Record<string, string>>): readonly string[] {
  const words = Object.entries(kept).flatMap(([field, text]) =>
    field.startsWith('remark:') ? [text] : wordsIn(parsed(text)),
  );
  return [...new Set(words.filter((text) => text.trim() !== ''))];
}
