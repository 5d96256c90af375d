import { readFile } from 'node:fs/promises';
import type * as z from 'zod';
import { exportedReceipt } from '#shared/protocol/exported-receipt.ts';
import { openDatabase } from '../store/open-database.ts';
import { keptHeads } from '../verify/check-heads.ts';
import { checkReceipt } from '../verify/check-receipt.ts';
import type { LogProblem } from '../verify/log-problem.ts';
import { type VerifyReport, verifyLog } from '../verify/verify-log.ts';
import type { CentralArguments } from './arguments.ts';
import { UsageError } from './arguments.ts';

async function readJson<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  what: string,
): Promise<z.infer<Schema>> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${file} cannot be read.`);
  });
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new UsageError(`${file} is not ${what}.`);
  }
}

/** A receipt by itself: needs no database and no network. */
async function verifyReceipt(file: string, args: CentralArguments): Promise<void> {
  const receipt = await readJson(file, exportedReceipt, 'an exported receipt');
  const faults = checkReceipt(receipt, args.key);
  const { head, entry, envelope, result, log } = receipt;
  const facts = { act: `${envelope.clientId}:${envelope.n}`, type: envelope.type, outcome: result.outcome };
  const place = { stream: head.stream, entry, size: head.size, signedAt: head.at, key: log.key };
  if (args.json) process.stdout.write(`${JSON.stringify({ ok: faults.length === 0, faults, ...facts, ...place })}\n`);
  else {
    process.stdout.write(
      `${result.receipt.number}: ${facts.type}, ${facts.outcome}, received ${result.receipt.receivedAt}\n`,
    );
    process.stdout.write(`entry ${entry} of ${head.size} in ${head.stream}, signed ${head.at} by key ${log.key}\n`);
    if (args.key === null)
      process.stdout.write('the key is the one that the receipt names; give --key to hold it against yours\n');
    process.stdout.write(
      faults.length === 0 ? 'The receipt holds.\n' : `The receipt does NOT hold: ${faults.join(', ')}\n`,
    );
  }
  if (faults.length > 0) process.exitCode = 1;
}

function problemLine({ kind, stream, n, through, other, level, act }: LogProblem): string {
  const parts = [
    n > 0 ? `${stream} ${n}${through === undefined ? '' : `-${through}`}` : stream,
    kind,
    other === undefined ? '' : `with ${other}`,
    level === undefined ? '' : `level ${level}`,
    act === undefined ? '' : `act ${act}`,
  ];
  return parts.filter((part) => part !== '').join('  ');
}

function printReport({ streams, entries, acts, problems, entriesMs, actsMs }: VerifyReport): void {
  for (const { stream, entries: count, root } of streams)
    process.stdout.write(`${stream}  ${count} entries  root ${root}\n`);
  const rate = (count: number, ms: number): string => `${Math.round((count * 1000) / Math.max(ms, 1))}/s`;
  process.stdout.write(`${entries} entries (${rate(entries, entriesMs)}), ${acts} acts (${rate(acts, actsMs)})\n`);
  for (const problem of problems) process.stdout.write(`${problemLine(problem)}\n`);
  process.stdout.write(problems.length === 0 ? 'Everything holds.\n' : `${problems.length} problems.\n`);
}

/** Checks the log, or with `--receipt` one receipt. Changes nothing; exits with 1 where something does not hold. */
export async function verify(args: CentralArguments): Promise<void> {
  if (args.receipt !== null) return verifyReceipt(args.receipt, args);
  const kept = args.heads === null ? [] : [await readJson(args.heads, keptHeads, 'a file of kept heads')];
  const database = await openDatabase({ url: args.databaseUrl, dataDir: args.dataDir });
  try {
    const report = await verifyLog({ database, url: args.databaseUrl, kept });
    if (args.json) process.stdout.write(`${JSON.stringify({ ok: report.problems.length === 0, ...report })}\n`);
    else printReport(report);
    if (report.problems.length > 0) process.exitCode = 1;
  } finally {
    await database.close();
  }
}
