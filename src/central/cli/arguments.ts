import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DocumentPlace } from '../documents/document-place.ts';
import { folderPlace, readDocumentPlace } from '../documents/document-place.ts';
import { usualRates } from '../http/rate-limits.ts';
import { usualDrainMs } from '../http/server.ts';

export const usage = `Usage: central <command> [options]

Commands
  serve              Listen for workstations. Prints {"listening": "http://..."} when ready.
  seed               Make the demo office.
  import PACK        Bring in a case pack: a folder or a zip (docs/case-pack.md).
  export CASE        Print a case, by number or id: state, history, acts and their results, as JSON.
  verify             Check the whole log: every entry, act, signature and answer. Changes nothing.
  heads              Print the signed heads of the log, for a witness to keep (docs/operations.md).
  devices            List the devices, the one seen last first: a line of JSON each.
  revoke CLIENT      Shut a device out (or all of a person: --person CODE). Takes --reason TEXT.
  restored           After a restore from a backup, before "serve": begin a new epoch, so that workstations offer
                     again what the backup does not have.
  scrub              Check every stored document against its hash; what is wrong is asked of the workstations again.

Options
  --data DIR         Documents, and the database of PGlite (default: a folder of this user)
  --database-url URL PostgreSQL to use instead of PGlite (or DATABASE_URL)
  --documents PLACE  s3://bucket/prefix instead of the data folder; S3_ENDPOINT, AWS_ACCESS_KEY_ID and
                     AWS_SECRET_ACCESS_KEY (and AWS_REGION) come from the environment
  --demo             serve: open the demo's door (sign in without a password as one of its people)
  --host HOST        serve: address to listen on (127.0.0.1)
  --port PORT        serve: 0 lets the system choose (0)
  --token-minutes N  serve: how long a sign-in holds (60)
  --connections N    serve: most connections to PostgreSQL (16)
  --requests-per-minute N
                     serve: most requests of one person to this process; ten times as many of one address; 0 for no
                     limit (12000)
  --copy-seconds N   PGlite: how often its folder is copied, so that what is in the copy survives a power cut; 0 for
                     never (60)
  --leave-seconds N  serve: at the end /ready says no for so long before requests are refused (0)
  --drain-seconds N  serve: at the end what is under way may take so long before it is cut (60)
  --trust-proxy LIST serve: addresses or networks of proxies, with commas, that say where a request comes from
  --metrics-token T  serve: who bears it may read /metrics from elsewhere (or METRICS_TOKEN); without, this machine only
  --log-level LEVEL  serve: fatal, error, warn, info, debug (info)
  --seed TEXT        seed: another one makes another office (dossier)
  --office CODE      import: the office that gets the case, instead of the pack's
  --assign CODE      import: the officer that gets the case
  --person CODE      revoke: the person whose devices and sign-ins end
  --reason TEXT      revoke: why; kept with the device
  --strict           import: refuse documents whose pages cannot be read
  --heads FILE       verify: heads that a witness kept, from an earlier "heads"
  --receipt FILE     verify: check one exported receipt instead, without a database
  --key HEX          verify: the log's key, as known from elsewhere, for --receipt
  --json             verify: the report as JSON
  --help             This text

PGlite, the default database, lets one process at a time hold its folder: stop "serve" before "seed", "import" or
"export", or use PostgreSQL, where they work side by side.
`;

const options = {
  data: { type: 'string' },
  'database-url': { type: 'string' },
  documents: { type: 'string' },
  demo: { type: 'boolean', default: false },
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '0' },
  'token-minutes': { type: 'string', default: '60' },
  connections: { type: 'string', default: '16' },
  'requests-per-minute': { type: 'string', default: String(usualRates.perPerson) },
  'copy-seconds': { type: 'string', default: '60' },
  'leave-seconds': { type: 'string', default: '0' },
  'drain-seconds': { type: 'string', default: String(usualDrainMs / 1000) },
  'trust-proxy': { type: 'string', default: '' },
  'metrics-token': { type: 'string' },
  'log-level': { type: 'string', default: 'info' },
  person: { type: 'string' },
  reason: { type: 'string' },
  seed: { type: 'string', default: 'dossier' },
  office: { type: 'string' },
  assign: { type: 'string' },
  strict: { type: 'boolean', default: false },
  heads: { type: 'string' },
  receipt: { type: 'string' },
  key: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** What the person at the command line did wrong; shown without a trace. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface CentralArguments {
  readonly command: string;
  readonly operands: readonly string[];
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly documents: DocumentPlace;
  readonly demo: boolean;
  readonly host: string;
  readonly port: number;
  readonly tokenSeconds: number;
  readonly connections: number;
  /** Of one person; 0 for no limit. */
  readonly requestsPerMinute: number;
  /** Null: PGlite's folder is not copied. */
  readonly copyEveryMs: number | null;
  readonly leaveAfterMs: number;
  readonly drainWithinMs: number;
  readonly trustedProxies: readonly string[];
  readonly metricsToken: string | null;
  readonly logLevel: string;
  readonly person: string | null;
  readonly reason: string | null;
  readonly seed: string;
  readonly office: string | null;
  readonly assign: string | null;
  readonly strict: boolean;
  readonly heads: string | null;
  readonly receipt: string | null;
  readonly key: string | null;
  readonly json: boolean;
  readonly help: boolean;
}

function wholeNumber(text: string, name: string, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) throw new UsageError(`--${name} takes a number from ${least} to ${most}`);
  return value;
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

function documentPlace(text: string | undefined): DocumentPlace {
  if (text === undefined) return folderPlace;
  const place = readDocumentPlace(text, process.env);
  if (typeof place === 'string') throw new UsageError(place);
  return place;
}

function defaultDataDir(): string {
  const base = process.env['XDG_DATA_HOME'];
  return join(base === undefined || base === '' ? join(homedir(), '.local', 'share') : base, 'dossier', 'central');
}

export function readArguments(args: readonly string[]): CentralArguments {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (thrown) {
    throw new UsageError(thrown instanceof Error ? thrown.message : 'unknown option');
  }
  const { values, positionals } = parsed;
  const [command = '', ...operands] = positionals;
  const url = values['database-url'] ?? process.env['DATABASE_URL'] ?? '';
  return {
    command,
    operands,
    dataDir: values.data ?? defaultDataDir(),
    databaseUrl: url === '' ? null : url,
    documents: documentPlace(values.documents),
    demo: values.demo,
    host: values.host,
    port: wholeNumber(values.port, 'port', 0, 65_535),
    tokenSeconds: wholeNumber(values['token-minutes'], 'token-minutes', 1, 24 * 60) * 60,
    connections: wholeNumber(values.connections, 'connections', 2, 1000),
    requestsPerMinute: wholeNumber(values['requests-per-minute'], 'requests-per-minute', 0, 10_000_000),
    copyEveryMs: wholeNumber(values['copy-seconds'], 'copy-seconds', 0, 24 * 60 * 60) * 1000 || null,
    leaveAfterMs: wholeNumber(values['leave-seconds'], 'leave-seconds', 0, 600) * 1000,
    drainWithinMs: wholeNumber(values['drain-seconds'], 'drain-seconds', 1, 3600) * 1000,
    trustedProxies: values['trust-proxy'].split(',').filter((each) => each !== ''),
    metricsToken: textOrNull(values['metrics-token'] ?? process.env['METRICS_TOKEN']),
    logLevel: values['log-level'],
    person: values.person ?? null,
    reason: values.reason ?? null,
    seed: values.seed,
    office: values.office ?? null,
    assign: values.assign ?? null,
    strict: values.strict,
    heads: values.heads ?? null,
    receipt: values.receipt ?? null,
    key: values.key ?? null,
    json: values.json,
    help: values.help,
  };
}
