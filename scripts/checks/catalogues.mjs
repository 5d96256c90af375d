/**
 * The catalogues of the two languages: every key in both, with the same placeholders; every error
 * code and every refusal has its message; every key that the source names exists.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inProject } from '../setup/locations.mjs';
import { runScript, say } from '../setup/progress.mjs';
import { isTest, readSources, withoutComments } from './source-files.mjs';

const folder = join('src', 'renderer', 'i18n');
/** French has a category of its own for millions; English never asks for it. */
const pluralForms = /_(zero|one|two|few|many|other)$/u;

/** @typedef {Map<string, string>} Catalogue key (with its file's name in front) -> text */

await runScript(async () => {
  const english = readCatalogue('en');
  const french = readCatalogue('fr');
  const problems = [
    ...missing(english, french, 'fr'),
    ...missing(french, english, 'en'),
    ...differentPlaceholders(english, french),
    ...(await codesWithoutMessage(english)),
    ...unknownKeys(english),
  ];
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  say(`  ${english.size} English and ${french.size} French texts: ${problems.length} problems`);
  if (english.size === 0) {
    say(`  no catalogue was found in ${folder}`);
    return 1;
  }
  return problems.length === 0 ? 0 : 1;
});

/**
 * @param {'en' | 'fr'} language
 * @returns {Catalogue}
 */
function readCatalogue(language) {
  /** @type {Catalogue} */
  const catalogue = new Map();
  for (const name of readdirSync(inProject(folder, language)).filter((file) => file.endsWith('.json'))) {
    const content = JSON.parse(readFileSync(inProject(folder, language, name), 'utf8'));
    flatten(content, basename(name, '.json'), catalogue);
  }
  return catalogue;
}

/**
 * @param {Record<string, unknown>} node
 * @param {string} prefix
 * @param {Catalogue} catalogue
 */
function flatten(node, prefix, catalogue) {
  for (const [key, value] of Object.entries(node)) {
    const path = `${prefix}.${key}`;
    if (typeof value === 'string') catalogue.set(path, value);
    else if (typeof value === 'object' && value !== null)
      flatten(/** @type {Record<string, unknown>} */ (value), path, catalogue);
    else throw new Error(`${path} is neither a text nor a group of texts`);
  }
}

/**
 * @param {Catalogue} here
 * @param {Catalogue} there
 * @param {string} language of there
 */
function missing(here, there, language) {
  const known = new Set([...there.keys()].map((key) => key.replace(pluralForms, '')));
  return [
    ...[...here.keys()]
      .filter((key) => !known.has(key.replace(pluralForms, '')))
      .map((key) => `${language}: ${key} is missing`),
    ...[...here].filter(([, text]) => text.trim() === '').map(([key]) => `${key} is empty`),
  ];
}

/**
 * @param {Catalogue} english
 * @param {Catalogue} french
 */
function differentPlaceholders(english, french) {
  return [...english]
    .filter(([key, text]) => french.has(key) && placeholders(text) !== placeholders(french.get(key) ?? ''))
    .map(([key]) => `${key}: the placeholders differ between the languages`);
}

/** @param {string} text */
function placeholders(text) {
  return [...new Set([...text.matchAll(/\{\{\s*([\w.]+)/gu)].map((match) => match[1] ?? ''))]
    .toSorted((left, right) => left.localeCompare(right))
    .join(' ');
}

/** @param {Catalogue} english */
async function codesWithoutMessage(english) {
  const { errorCodes } = await import('../../src/shared/errors/codes.ts');
  const { refusalCodes } = await import('../../src/shared/model/refusal.ts');
  return [...errorCodes.map((code) => `errors.${code}`), ...refusalCodes.map((code) => `refusals.${code}`)]
    .filter((key) => !hasKey(english, key) && ![...english.keys()].some((known) => known.startsWith(`${key}.`)))
    .map((key) => `${key}: no message`);
}

/**
 * @param {Catalogue} catalogue
 * @param {string} key
 */
function hasKey(catalogue, key) {
  return catalogue.has(key) || catalogue.has(`${key}_other`) || catalogue.has(`${key}_one`);
}

/**
 * Keys named in the source as a plain string. Of a key that is put together (`chip.${name}`) the
 * fixed beginning must exist. A key without a namespace belongs to those that its file asks for.
 *
 * @param {Catalogue} english
 */
function unknownKeys(english) {
  /** @type {string[]} */
  const problems = [];
  const keys = [...english.keys()];
  const all = [...new Set(keys.map((key) => key.split('.')[0] ?? ''))];
  for (const { path, text } of readSources([join('src', 'renderer')], /\.tsx?$/u)) {
    if (isTest(path)) continue;
    const code = withoutComments(text);
    const asked = [...code.matchAll(/useTranslation\(\s*\[?([^\])]*)/gu)]
      .flatMap((match) => [...(match[1] ?? '').matchAll(/'([\w-]+)'/gu)])
      .map((match) => match[1] ?? '');
    const spaces = asked.length === 0 ? all : [...asked, 'frame'];
    /** @param {string} key */
    const candidates = (key) =>
      key.includes(':') ? [key.replace(':', '.')] : spaces.map((space) => `${space}.${key}`);
    const named = [...code.matchAll(/\bt\(\s*'([\w.:-]+)'/gu), ...code.matchAll(/\bi18nKey="([\w.:-]+)"/gu)];
    for (const [, key = ''] of named) {
      if (!candidates(key).some((full) => hasKey(english, full)))
        problems.push(`${path}: the text ${key} does not exist`);
    }
    for (const [, start = ''] of code.matchAll(/\bt\(\s*`([\w.:-]+)\$\{/gu)) {
      const isKnown = candidates(start).some((full) => keys.some((key) => key.startsWith(full)));
      if (!isKnown) problems.push(`${path}: no text begins with ${start}`);
    }
  }
  return problems;
}
