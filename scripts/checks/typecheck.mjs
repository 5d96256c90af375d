/** Type-checks every process with its own tsconfig, two at a time. */

import { existsSync } from 'node:fs';
import { inProject } from '../setup/locations.mjs';
import { runScript, say } from '../setup/progress.mjs';
import { runCommand } from '../setup/run-command.mjs';

const projects = [
  'src/shared',
  'src/core',
  'src/central',
  'src/main',
  'src/main/preload',
  'src/renderer',
  'tests',
  '.',
];

await runScript(async () => {
  const tsc = inProject('node_modules', 'typescript', 'bin', 'tsc');
  const waiting = projects.filter((project) => existsSync(inProject(project, 'tsconfig.json')));
  /** @type {string[]} */
  const failed = [];
  const worker = async () => {
    for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
      const config = inProject(project, 'tsconfig.json');
      const { code, output } = await runCommand(process.execPath, [tsc, '-p', config], { quiet: true });
      // TS18003: a project whose folder has no source yet.
      const isEmpty = output.includes('error TS18003');
      if (code !== 0 && !isEmpty) failed.push(project);
      say(`  ${project}: ${code === 0 || isEmpty ? 'ok' : 'FAILED'}`);
      if (code !== 0 && !isEmpty) process.stdout.write(output);
    }
  };
  await Promise.all([worker(), worker()]);
  return failed.length === 0 ? 0 : 1;
});
