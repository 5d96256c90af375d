import { spawnSync } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { resolveElectron } from '../../scripts/electron-runtime.mjs';
import { inProject, projectNode } from '../../scripts/setup/locations.mjs';

/** The account that owns nothing, on every Linux. */
const nobody = 65_534;

export interface UnprivilegedApp {
  readonly executable: string;
  readonly appDir: string;
  readonly dataDir: string;
  /** What the folder is; remove it at the end. */
  readonly root: string;
}

/** Why the sandbox cannot be tried here, or null. */
export function whyNoSandbox(): string | null {
  if (process.platform !== 'linux') return 'the sandbox is read from /proc, which only Linux has';
  const probe =
    process.getuid?.() === 0
      ? spawnSync('setpriv', [...asNobody, 'unshare', '--user', 'true'])
      : spawnSync('unshare', ['--user', 'true']);
  return probe.status === 0 ? null : 'no unprivileged account may make a user namespace here';
}

const asNobody = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];

/**
 * The built application in a folder that another account can read, with a wrapper that starts Electron as
 * that account where the tests run as root. Its core is the stand-in, which needs no native module.
 */
export async function makeUnprivilegedApp(): Promise<UnprivilegedApp> {
  const root = await mkdtemp(join(tmpdir(), 'dossier-unprivileged-'));
  await chmod(root, 0o755);
  const [runtime, appDir, dataDir] = [join(root, 'electron'), join(root, 'app'), join(root, 'data')];
  const { dist } = await resolveElectron({ quiet: true });
  await cp(dist, runtime, { recursive: true });
  for (const part of ['main', 'preload', 'renderer']) {
    await cp(inProject('dist', part), join(appDir, 'dist', part), { recursive: true });
  }
  await cp(inProject('package.json'), join(appDir, 'package.json'));
  const node = join(appDir, 'node_modules', 'node', 'bin', 'node');
  await mkdir(dirname(node), { recursive: true });
  await cp(projectNode(), node, { dereference: true });
  await build({
    entryPoints: [inProject('tests', 'support', 'stand-in-core-process.ts')],
    outfile: join(appDir, 'dist', 'core', 'core.js'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  await mkdir(dataDir);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await chown(dataDir, nobody, nobody);
  const executable = join(root, 'start');
  const account = isRoot ? `exec setpriv ${asNobody.join(' ')} ` : 'exec ';
  await writeFile(executable, `#!/bin/sh\nexport HOME='${dataDir}'\n${account}'${join(runtime, 'electron')}' "$@"\n`);
  await chmod(executable, 0o755);
  return { executable, appDir, dataDir, root };
}
