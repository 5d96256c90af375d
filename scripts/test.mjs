/**
 * npm test: sets everything up, then runs every check and test, and ends with a line
 * `N passed, N failed, N skipped` over all of them.
 *
 *   npm test -- [--only format,lint,typecheck,...]     (--list shows the names)
 */

import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './setup/dependencies.mjs';
import { runScript } from './setup/progress.mjs';
import { checkMachineNode, continueOnProjectNode } from './setup/project-node.mjs';

await runScript(async () => {
  checkMachineNode();
  await ensureDependencies();
  const code = await continueOnProjectNode(fileURLToPath(import.meta.url));
  if (code !== undefined) return code;
  // Not before here: it uses installed packages.
  const { runSuite } = await import('./suite/run-suite.mjs');
  return runSuite(process.argv.slice(2));
});
