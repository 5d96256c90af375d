/** Runs the stages of npm test one after the other and adds their counts up. */

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { inProject, projectRoot } from '../setup/locations.mjs';
import { prepareBuild, prepareElectron } from '../setup/prepare.mjs';
import { SetupError, seconds } from '../setup/progress.mjs';
import { projectEnvironment } from '../setup/project-node.mjs';
import { addCounts, formatCounts, noCounts } from './counts.mjs';
import { stageCommand, stages } from './stages.mjs';

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>} 1 when anything failed
 */
export async function runSuite(args) {
  const { values } = parseArgs({
    args: [...args],
    options: { only: { type: 'string' }, list: { type: 'boolean' } },
  });
  const chosen = chooseStages(values.only);
  if (values.list === true) {
    for (const stage of chosen) process.stdout.write(`${stage.name.padEnd(12)} ${stage.title}\n`);
    return 0;
  }
  mkdirSync(inProject('test-results'), { recursive: true });
  let total = noCounts();
  /** @type {string[]} */
  const summary = [];
  /** @type {() => void} */
  let stopDisplay = () => {};
  let isPrepared = false;
  for (const [index, stage] of chosen.entries()) {
    heading(`${index + 1}/${chosen.length}  ${stage.title}`);
    const startedMs = performance.now();
    if (stage.needsElectron === true && !isPrepared) {
      ({ stopDisplay } = await prepareElectron());
      await prepareBuild();
      isPrepared = true;
    }
    const counts = await runStage(stage);
    total = addCounts(total, counts);
    summary.push(
      `${counts.failed === 0 ? 'ok  ' : 'FAIL'} ${stage.name.padEnd(12)} ${formatCounts(counts)} (${seconds(performance.now() - startedMs)})`,
    );
  }
  stopDisplay();
  heading('All stages');
  process.stdout.write(`${summary.join('\n')}\n\n`);
  for (const failure of total.failures) process.stdout.write(`FAIL ${failure}\n\n`);
  process.stdout.write(`${formatCounts(total)}\n`);
  return total.failed === 0 ? 0 : 1;
}

/** @param {string | undefined} only names, separated by commas */
function chooseStages(only) {
  const all = stages();
  if (only === undefined) return all;
  const names = only.split(',');
  const unknown = names.find((name) => !all.some((stage) => stage.name === name));
  if (unknown !== undefined) {
    throw new SetupError(`There is no stage "${unknown}". The stages: ${all.map((stage) => stage.name).join(', ')}`);
  }
  return all.filter((stage) => names.includes(stage.name));
}

/** @param {string} title */
function heading(title) {
  process.stdout.write(`\n${'='.repeat(78)}\n  ${title}\n${'='.repeat(78)}\n`);
}

/**
 * @param {import('./stages.mjs').Stage} stage
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
async function runStage(stage) {
  if (stage.resultFile !== undefined) rmSync(stage.resultFile, { force: true });
  const { command, args } = stageCommand(stage);
  const succeeded = await new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: projectRoot,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...projectEnvironment(), ...stage.env },
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0));
  });
  if (stage.resultFile === undefined || stage.count === undefined) {
    return { ...noCounts(), passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 };
  }
  const counts = readCounts(stage.resultFile, stage.count);
  // A runner that failed without a failed test failed all the same.
  return !succeeded && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/**
 * @param {string} path
 * @param {(result: unknown) => import('./counts.mjs').Counts} count
 */
function readCounts(path, count) {
  try {
    return count(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    process.stdout.write(`The result file cannot be read: ${error instanceof Error ? error.message : String(error)}\n`);
    return { ...noCounts(), failed: 1 };
  }
}
