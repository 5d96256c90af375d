import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { DocumentMime } from '#shared/model/document.ts';
import type { CasePack, PackDocument } from './case-pack.ts';
import { casePack } from './case-pack.ts';
import { fileKind } from './file-kind.ts';
import type { PackProblem } from './pack-problem.ts';
import { PackUnreadable } from './pack-problem.ts';
import type { PackSource } from './pack-source.ts';
import type { PageCounter } from './page-counter.ts';

/** A document of a pack whose file has been looked at. */
export interface CheckedDocument {
  readonly document: PackDocument;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mime: DocumentMime;
  readonly pages: number | null;
}

export interface CheckedPack {
  /** Null where case.json does not fit its schema. */
  readonly pack: CasePack | null;
  readonly documents: readonly CheckedDocument[];
  readonly problems: readonly PackProblem[];
}

function schemaProblems(error: z.ZodError): PackProblem[] {
  return error.issues.slice(0, 100).map((issue) => ({
    code: 'schema',
    where: `case.json: ${issue.path.map(String).join('.')}`,
    what: issue.message,
  }));
}

function parseCase(bytes: Uint8Array): { pack: CasePack | null; problems: PackProblem[] } {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // The parser's own message would quote the file.
    return { pack: null, problems: [{ code: 'schema', where: 'case.json', what: 'is not JSON in UTF-8' }] };
  }
  const parsed = casePack.safeParse(value);
  return parsed.success ? { pack: parsed.data, problems: [] } : { pack: null, problems: schemaProblems(parsed.error) };
}

type FileCheck = { readonly checked: CheckedDocument } | { readonly problem: PackProblem };

async function checkFile(
  source: PackSource,
  document: PackDocument,
  counter: PageCounter,
  isStrict: boolean,
): Promise<FileCheck> {
  const where = document.file;
  const problem = (code: PackProblem['code'], what: string): FileCheck => ({ problem: { code, where, what } });
  const bytes = await source.read(where);
  if (bytes.byteLength === 0) return problem('file-empty', 'the file has no bytes');
  const mime = fileKind(bytes);
  if (mime === null) return problem('wrong-kind', 'neither PDF, TIFF, JPEG nor PNG');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (document.sha256 !== undefined && document.sha256 !== sha256) {
    return problem('hash-differs', 'the file is damaged: its SHA-256 is not the one in case.json');
  }
  const pages = await counter.count(bytes, mime);
  if (pages === null && isStrict) return problem('pages-unreadable', 'its pages cannot be read');
  return { checked: { document, sha256, sizeBytes: bytes.byteLength, mime, pages } };
}

function fileProblems(source: PackSource, pack: CasePack): PackProblem[] {
  const present = new Set(source.entries.map((entry) => entry.path));
  const told = new Set(source.problems.map((problem) => problem.where));
  const named = new Set(pack.documents.map((document) => document.file));
  const missing = pack.documents.filter(({ file }) => !present.has(file) && !told.has(file));
  const unnamed = source.entries.filter(({ path }) => path !== 'case.json' && !named.has(path));
  return [
    ...missing.map(
      ({ file }): PackProblem => ({ code: 'file-missing', where: file, what: 'named in case.json, not there' }),
    ),
    ...unnamed.map(
      ({ path }): PackProblem => ({ code: 'file-unnamed', where: path, what: 'there, not named in case.json' }),
    ),
  ];
}

/** Everything that is wrong with a pack as far as it can be read. Writes nothing. */
export async function checkPack(source: PackSource, counter: PageCounter, isStrict: boolean): Promise<CheckedPack> {
  const problems: PackProblem[] = [...source.problems];
  if (problems.some(({ code, where }) => where === '' && (code === 'too-large' || code === 'too-many-files'))) {
    return { pack: null, documents: [], problems };
  }
  if (!source.entries.some((entry) => entry.path === 'case.json')) {
    return {
      pack: null,
      documents: [],
      problems: [...problems, { code: 'not-a-pack', where: 'case.json', what: 'not there' }],
    };
  }
  const documents: CheckedDocument[] = [];
  const readable = new Set(source.entries.map((entry) => entry.path));
  const tooLarge = new Set(problems.filter((each) => each.code === 'too-large').map((each) => each.where));
  if (tooLarge.has('case.json')) return { pack: null, documents, problems };
  const { pack, problems: inCase } = await source.read('case.json').then(parseCase, (thrown: unknown) => ({
    pack: null,
    problems: [problemOf(thrown)],
  }));
  problems.push(...inCase);
  if (pack === null) return { pack, documents, problems };
  problems.push(...fileProblems(source, pack));
  for (const document of pack.documents) {
    if (!readable.has(document.file) || tooLarge.has(document.file)) continue;
    const result = await checkFile(source, document, counter, isStrict).catch((thrown: unknown) => ({
      problem: problemOf(thrown),
    }));
    if ('problem' in result) problems.push(result.problem);
    else documents.push(result.checked);
  }
  return { pack, documents, problems };
}

function problemOf(thrown: unknown): PackProblem {
  if (thrown instanceof PackUnreadable) return thrown.problem;
  throw thrown;
}
