/** Import boundaries and cycles, by value and by type, with the rules of .dependency-cruiser.cjs. */

import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';
import { inProject, projectRoot } from '../setup/locations.mjs';
import { runScript, say } from '../setup/progress.mjs';

await runScript(async () => {
  /** @type {import('dependency-cruiser').IConfiguration} */
  const config = createRequire(import.meta.url)(inProject('.dependency-cruiser.cjs'));
  const { options, ...ruleSet } = config;
  const result = await cruise(
    ['src', 'scripts'],
    { ...options, baseDir: projectRoot, ruleSet, validate: true },
    options?.enhancedResolveOptions ?? {},
  );
  if (typeof result.output === 'string') throw new Error('dependency-cruiser answered with text');
  const { summary, modules } = result.output;
  for (const violation of summary.violations) {
    const cycle = violation.cycle?.map((link) => link.name).join(' -> ');
    process.stdout.write(`${violation.rule.name}: ${violation.from} -> ${cycle ?? violation.to}\n`);
  }
  const typeScriptFiles = modules.filter((module) => module.source.startsWith('src/')).length;
  say(`  ${typeScriptFiles} source files, ${summary.totalDependenciesCruised ?? 0} imports`);
  // A parser that silently understands nothing would find nothing wrong either.
  if ((summary.totalDependenciesCruised ?? 0) < typeScriptFiles) {
    say('  far too few imports were seen: the parser did not read the sources');
    return 1;
  }
  return summary.error === 0 ? 0 : 1;
});
