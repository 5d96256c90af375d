import { AppError } from '#shared/errors/app-error.ts';
import type { CentralArguments } from './arguments.ts';
import { readArguments, UsageError, usage } from './arguments.ts';

type Command = (args: CentralArguments) => Promise<void>;

/** Each command is loaded when it is asked for: `--help` needs no database. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serve,
  seed: async () => (await import('./seed.ts')).seed,
  import: async () => (await import('./import-pack.ts')).importPackCommand,
  scrub: async () => (await import('./scrub.ts')).scrub,
  export: async () => (await import('./export-case.ts')).exportCaseCommand,
  verify: async () => (await import('./verify.ts')).verify,
  heads: async () => (await import('./heads.ts')).heads,
  devices: async () => (await import('./devices.ts')).devices,
  revoke: async () => (await import('./revoke.ts')).revoke,
  restored: async () => (await import('./restored.ts')).restored,
};

const advice: Readonly<Record<string, string>> = {
  'store-in-use':
    'Another process holds this data folder. With PGlite only one may: stop it first (a running "serve", perhaps), or use PostgreSQL.',
  'document-store-unreachable':
    'The document store does not answer as it should (details: its status). Check S3_ENDPOINT, the bucket and the keys.',
  'store-too-new':
    'This database was made by a newer Dossier. Nothing was changed. Use that version, or restore a backup.',
};

function explain(thrown: unknown): string {
  if (thrown instanceof UsageError) return `${thrown.message}\nTry --help.`;
  if (thrown instanceof AppError) return advice[thrown.code] ?? `${thrown.code} ${JSON.stringify(thrown.details)}`;
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : 'unknown error';
}

async function run(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  const load = commands[args.command];
  if (args.help || args.command === '') {
    process.stdout.write(usage);
    return;
  }
  if (load === undefined) throw new UsageError(`There is no command "${args.command}".`);
  const command = await load();
  await command(args);
}

try {
  await run();
} catch (thrown) {
  process.stderr.write(`${explain(thrown)}\n`);
  process.exitCode = thrown instanceof UsageError ? 2 : 1;
}
