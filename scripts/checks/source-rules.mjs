/** Rules of the house that no linter knows. Each names its reason; a hit is an error. */

import { runScript, say } from '../setup/progress.mjs';
import { isTest, readSources, withoutComments } from './source-files.mjs';

/**
 * @typedef {object} Rule
 * @property {string} name
 * @property {RegExp} forbidden
 * @property {RegExp} where paths that the rule is for
 * @property {boolean} [inComments] look at the comments too
 * @property {string} why
 */

/** @type {Rule[]} */
const rules = [
  {
    name: 'no-hidden-time-or-chance',
    forbidden:
      /\b(Date\.now\b|new Date\(\s*\)|Math\.random\b|setTimeout\b|setInterval\b|randomUUID\b|performance\.now\b)/gu,
    where: /^src\/(core\/sync|central\/sync|shared)\//u,
    why: 'sync and the rule book get the clock, timers and randomness handed in, so that a simulation can replay them',
  },
  {
    name: 'no-select-star',
    // `insert into t (a, b) select * from unnest(...)` names its columns already.
    forbidden: /\bSELECT\s+\*(?!\s+from\s+unnest\()/giu,
    where: /^src\//u,
    why: 'a query names its columns, so that a migration cannot change its meaning',
  },
  {
    name: 'zod-as-namespace',
    forbidden: /import (type )?\{[^}]*\bz\b[^}]*\} from 'zod'/gu,
    where: /^(src|tests)\//u,
    why: '`import * as z` lets the bundler leave out what is not used; the object `z` brings all of zod (550 KB into the core)',
  },
  {
    name: 'no-disable-without-reason',
    forbidden: /(oxlint-disable(?!.* -- \S)|eslint-disable|@ts-ignore|@ts-expect-error\s*$|biome-ignore [\w/]+\s*$)/gmu,
    where: /^(src|tests|scripts|bench)\/(?!checks\/source-rules)/u,
    inComments: true,
    why: 'a rule is switched off only with its reason: `oxlint-disable-next-line rule -- reason`',
  },
  {
    name: 'no-leftovers',
    forbidden: /\b(TODO|FIXME|XXX|HACK)\b/gu,
    where: /^(src|tests|scripts|bench)\/(?!checks\/source-rules)/u,
    inComments: true,
    why: 'what is not done is an issue, not a comment',
  },
];

await runScript(async () => {
  let hits = 0;
  const sources = readSources(['src', 'tests', 'scripts', 'bench']);
  for (const { path, text } of sources) {
    const code = withoutComments(text);
    for (const rule of rules) {
      if (!rule.where.test(path) || (isTest(path) && rule.inComments !== true)) continue;
      const searched = rule.inComments === true ? text : code;
      for (const match of searched.matchAll(rule.forbidden)) {
        const line = searched.slice(0, match.index).split('\n').length;
        process.stdout.write(`${path}:${line} ${rule.name}: ${match[0].trim()}\n    ${rule.why}\n`);
        hits += 1;
      }
    }
  }
  say(`  ${sources.length} files against ${rules.length} rules of the house: ${hits} hits`);
  return hits === 0 ? 0 : 1;
});
