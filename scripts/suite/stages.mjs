/** The stages of npm test, in order: the quick ones first. */

import { existsSync, readFileSync } from 'node:fs';
import { inProject, projectNode } from '../setup/locations.mjs';
import { countPlaywright, countVitest } from './counts.mjs';

/**
 * @typedef {object} Stage
 * @property {string} name for --only
 * @property {string} title
 * @property {string[]} command run with the project's Node
 * @property {boolean} [needsElectron]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [resultFile] written by the runner; without one the stage counts as one test
 * @property {(result: unknown) => import('./counts.mjs').Counts} [count]
 */

const results = inProject('test-results');

/** @param {string[]} parts */
function bin(...parts) {
  return inProject('node_modules', ...parts);
}

/** @returns {Stage[]} */
export function stages() {
  const unitResult = `${results}/unit.json`;
  const endToEndResult = `${results}/e2e.json`;
  return [
    { name: 'format', title: 'Format (biome)', command: [bin('@biomejs', 'biome', 'bin', 'biome'), 'check'] },
    { name: 'lint', title: 'Lint (oxlint, with types)', command: [bin('oxlint', 'bin', 'oxlint'), '--type-aware'] },
    { name: 'rules', title: 'Rules of the house', command: [inProject('scripts', 'checks', 'source-rules.mjs')] },
    {
      name: 'typecheck',
      title: 'Types, process by process (tsc)',
      command: [inProject('scripts', 'checks', 'typecheck.mjs')],
    },
    {
      name: 'boundaries',
      title: 'Import boundaries and cycles (dependency-cruiser)',
      command: [inProject('scripts', 'checks', 'boundaries.mjs')],
    },
    { name: 'dead-code', title: 'Dead code and unused dependencies (knip)', command: [bin('knip', 'bin', 'knip.js')] },
    {
      name: 'catalogues',
      title: 'English and French say the same things',
      command: [inProject('scripts', 'checks', 'catalogues.mjs')],
    },
    {
      name: 'unit',
      title: 'Unit and integration tests (vitest)',
      command: [
        bin('vitest', 'vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${unitResult}`,
      ],
      resultFile: unitResult,
      count: countVitest,
    },
    ...simulation(),
    {
      name: 'e2e',
      title: 'End to end, in a real Electron (playwright)',
      command: [
        bin('@playwright', 'test', 'cli.js'),
        'test',
        '-c',
        inProject('tests', 'e2e', 'playwright.config.ts'),
        '--reporter=list,json',
      ],
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: endToEndResult },
      needsElectron: true,
      resultFile: endToEndResult,
      count: countPlaywright,
    },
  ];
}

/** A short pass of the sync simulation, where the project has one. */
function simulation() {
  /** @type {{scripts: Record<string, string>}} */
  const manifest = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  const script = manifest.scripts['simulate:short'];
  const file = script?.split(' ')[1];
  if (script === undefined || file === undefined || !existsSync(inProject(file))) return [];
  return [
    {
      name: 'simulate',
      title: 'Sync simulation, short pass',
      command: [inProject(file), ...script.split(' ').slice(2)],
    },
  ];
}

/** @param {Stage} stage */
export function stageCommand(stage) {
  return { command: projectNode(), args: stage.command };
}
