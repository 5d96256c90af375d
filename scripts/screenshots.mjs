/**
 * Takes the pictures of docs/screenshots from the running application on the demo office.
 *
 *   npm run screenshots [-- --office DIR]     DIR: a central data folder with a demo office, used as a copy
 */

import { inProject, projectNode } from './setup/locations.mjs';
import { prepareBuild, prepareElectron } from './setup/prepare.mjs';
import { runScript, step } from './setup/progress.mjs';
import { runCommand } from './setup/run-command.mjs';

await runScript(async () => {
  const { stopDisplay } = await prepareElectron();
  try {
    await prepareBuild();
    const script = inProject('tests', 'screenshots', 'take-screenshots.ts');
    const { code } = await step('Taking the screenshots', () =>
      runCommand(projectNode(), [script, '--out', inProject('docs', 'screenshots'), ...process.argv.slice(2)]),
    );
    return code ?? 1;
  } finally {
    stopDisplay();
  }
});
