/**
 * npm start: sets everything up, starts central on PGlite, makes the demo office on the first
 * run, opens the application, and stops all of it again when the application closes.
 *
 *   npm start -- [--port N] [--data DIR] [--reset] [-- arguments for the application]
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
  const { runProduct } = await import('./start/run-product.mjs');
  return runProduct(process.argv.slice(2));
});
