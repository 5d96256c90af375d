import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Zippable } from 'fflate';
import { strToU8, zipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { exportCase } from '#central/export-case.ts';
import { importPack } from '#central/packs/import-pack.ts';
import { sql } from '#central/store/sql.ts';
import { sameValue } from '#shared/model/same-value.ts';
import type { PackContent } from '#support/case-pack.ts';
import { makePack, writePack } from '#support/case-pack.ts';
import type { TestCentral } from '#support/central.ts';
import { staff, startCentral } from '#support/central.ts';
import { deviceOf } from '#support/central-device.ts';
import { corpusFiles, corpusFolder, hasCorpus } from '#support/corpus.ts';

let test: TestCentral;
let folder: string;
let number = 0;

beforeAll(async () => {
  test = await startCentral();
  folder = await mkdtemp(join(tmpdir(), 'dossier-packs-'));
});
afterAll(async () => {
  await test?.stop();
  await rm(folder, { recursive: true, force: true });
});

const newNumber = (): string => `V${400_000_000 + (number += 1)}`;
const place = (): string => join(folder, `pack-${(number += 1)}`);
const problemsOf = async (path: string, options = {}): Promise<string[]> => {
  const imported = await importPack(test.central, path, options);
  return imported.ok ? ['imported'] : imported.error.map(({ code, where }) => `${code} ${where}`.trim());
};
const zipped = async (files: Zippable): Promise<string> => {
  const path = `${place()}.zip`;
  await writeFile(path, zipSync(files));
  return path;
};
const zipOf = ({ files, json }: PackContent, more: Zippable = {}): Promise<string> =>
  zipped({ ...files, 'case.json': strToU8(JSON.stringify(json)), ...more });
interface LooseJson {
  application: Record<string, unknown>;
  applicants: Record<string, unknown>[];
  documents: Record<string, unknown>[];
}
const withJson = (content: PackContent, change: (json: LooseJson) => void): PackContent => {
  const json = structuredClone(content.json) as unknown as LooseJson & Record<string, unknown>;
  change(json);
  return { ...content, json };
};

async function storedFiles(): Promise<string[]> {
  const all = await readdir(join(test.dataDir, 'documents'), { recursive: true, withFileTypes: true });
  return all.filter((each) => each.isFile()).map((each) => each.name);
}
const rowsOf = async (): Promise<unknown> =>
  test.central.database.read((db) =>
    db.first(sql`select (select count(*) from case_state) as cases, (select count(*) from document) as documents,
      (select count(*) from feed) as feed, (select count(*) from case_document) as held`),
  );

describe('a case pack that is right', () => {
  it('comes in from a folder with its documents, ready to be read by an officer', async () => {
    const path = await writePack(place(), await makePack(newNumber()));
    const imported = await importPack(test.central, path);
    if (!imported.ok) throw new Error(JSON.stringify(imported.error));
    expect(imported.value).toMatchObject({ documents: 4, unreadable: [] });
    const exported = await exportCase(test.central, imported.value.number);
    expect(exported?.state.documents.map(({ mime, pages, title }) => [mime, pages, title.fr])).toEqual([
      ['application/pdf', 2, 'passport.pdf'],
      ['image/tiff', 1, 'Relevé bancaire'],
      ['image/jpeg', 1, 'photo.jpg'],
      ['image/png', 1, 'letter.png'],
    ]);
    expect(exported?.documents.every((each) => each.isStored)).toBe(true);
    expect(exported?.state.application).toMatchObject({ category: expect.any(String), interviewLanguage: 'French' });
    const device = await deviceOf(test.url, staff.officer.officerId);
    for (const { sha256, sizeBytes } of exported?.documents ?? []) {
      const answer = await device.raw(`/documents/${sha256}`);
      expect((await answer.arrayBuffer()).byteLength).toBe(sizeBytes);
    }
    const page = await device.feed('CPCO', 0);
    expect(page.rows.at(-1)).toMatchObject({ kind: 'state', caseId: imported.value.caseId, sight: 'full' });
  });

  it('comes in from a zip, also one of a folder with what an operating system leaves in it', async () => {
    const content = await makePack(newNumber());
    const inFolder = Object.fromEntries(
      Object.entries(content.files).map(([path, bytes]) => [`Case 7/${path}`, bytes]),
    );
    const path = await zipped({
      ...inFolder,
      'Case 7/case.json': strToU8(JSON.stringify(content.json)),
      'Case 7/.DS_Store': strToU8('x'),
      '__MACOSX/Case 7/._case.json': strToU8('x'),
    });
    expect(await problemsOf(path)).toEqual(['imported']);
    expect(await problemsOf(await zipOf(await makePack(newNumber())))).toEqual(['imported']);
  });

  it('goes to the office and the officer that the command names', async () => {
    const path = await writePack(place(), await makePack(newNumber()));
    const imported = await importPack(test.central, path, { office: 'NRBI', assign: staff.farOfficer.officerId });
    if (!imported.ok) throw new Error(JSON.stringify(imported.error));
    const exported = await exportCase(test.central, imported.value.caseId);
    expect(exported?.state.application.primaryOffice).toBe('NRBI');
    expect(exported?.state.assignment).toMatchObject({ officerId: staff.farOfficer.officerId, epoch: 1 });
  });

  it('may hold a file whose pages cannot be read, unless it is asked to be strict', async () => {
    const content = withJson(
      await makePack(newNumber()),
      (json) => void json.documents.push({ file: 'bad.pdf', type: 'other' }),
    );
    const files = { ...content.files, 'bad.pdf': strToU8('%PDF-1.3\nThis is not a valid PDF file.\n%%EOF\n') };
    const path = await writePack(place(), { ...content, files });
    expect(await problemsOf(path, { strict: true })).toEqual(['pages-unreadable bad.pdf']);
    const imported = await importPack(test.central, path);
    expect(imported).toMatchObject({ ok: true, value: { unreadable: ['bad.pdf'] } });
  });
});

describe('a case pack with anything wrong is refused with the list of it, and nothing of it stays', () => {
  let filesBefore: string[];
  let rowsBefore: unknown;
  beforeAll(async () => {
    await problemsOf(await writePack(place(), await makePack('V999000111')));
    filesBefore = await storedFiles();
    rowsBefore = await rowsOf();
  });
  afterEach(async () => {
    const now = [await storedFiles(), await rowsOf()];
    if (!sameValue(now, [filesBefore, rowsBefore])) throw new Error('something of the refused pack stayed');
  });

  it('fields that do not fit, each named', async () => {
    const content = withJson(await makePack(newNumber()), (json) => {
      json.application['correspondenceLanguage'] = 'de';
      json.application['recievedVia'] = 'vac';
      Object.assign(json.applicants[0] ?? {}, { relationship: 'child' });
      Object.assign(json.documents[0] ?? {}, { applicant: 5 });
      Object.assign(json.documents[1] ?? {}, { type: 'selfie' });
    });
    const problems = await problemsOf(await writePack(place(), content));
    expect(problems).toContain('schema case.json: application.correspondenceLanguage');
    expect(problems).toContain('schema case.json: documents.1.type');
    expect(problems).toContain('schema case.json: application');
  });

  it('rules between fields', async () => {
    const content = withJson(await makePack(newNumber()), (json) => {
      Object.assign(json.applicants[0] ?? {}, { relationship: 'child' });
      Object.assign(json.documents[0] ?? {}, { applicant: 5 });
      Object.assign(json.documents[1] ?? {}, { file: 'passport.pdf' });
    });
    expect(await problemsOf(await writePack(place(), content))).toEqual([
      'schema case.json: applicants.0.relationship',
      'schema case.json: documents.0.applicant',
      'schema case.json: documents.1.file',
    ]);
  });

  it('missing, unnamed, empty, damaged and foreign files, all in one list', async () => {
    const content = await makePack(newNumber());
    const { 'scans/photo.jpg': _gone, ...files } = content.files;
    const changed = withJson(content, (json) => {
      Object.assign(json.documents[0] ?? {}, { sha256: 'a'.repeat(64) });
    });
    const path = await writePack(place(), {
      ...changed,
      files: {
        ...files,
        'scans/bank.tiff': new Uint8Array(0),
        'scans/letter.png': strToU8('MZ: a program, not a picture'),
        'notes.txt': strToU8('x'),
      },
    });
    expect((await problemsOf(path)).sort()).toEqual([
      'file-empty scans/bank.tiff',
      'file-missing scans/photo.jpg',
      'file-unnamed notes.txt',
      'hash-differs passport.pdf',
      'wrong-kind scans/letter.png',
    ]);
  });

  it('an application that is here already, an unknown office and an officer who cannot have it', async () => {
    const path = await writePack(place(), await makePack('V999000111'));
    expect(await problemsOf(path)).toEqual(['number-exists application.number']);
    const other = await writePack(place(), await makePack(newNumber()));
    expect(await problemsOf(other, { office: 'XXXX' })).toEqual(['office-unknown application.primaryOffice']);
    expect(await problemsOf(other, { assign: staff.clerk.officerId })).toEqual(['officer-unfit --assign']);
    expect(await problemsOf(other, { assign: staff.farOfficer.officerId })).toEqual(['officer-unfit --assign']);
  });

  it('paths that lead out of the pack, absolute ones and links, in zips and in case.json', async () => {
    const content = await makePack(newNumber());
    const link = [strToU8('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }] as const;
    const path = await zipOf(content, {
      '../outside.pdf': strToU8('x'),
      '/etc/absolute.pdf': strToU8('x'),
      'back\\slash.pdf': strToU8('x'),
      'C:/drive.pdf': strToU8('x'),
      'link.pdf': [link[0], link[1]],
    });
    expect((await problemsOf(path)).sort()).toEqual([
      'unsafe-entry link.pdf',
      'unsafe-path ../outside.pdf',
      'unsafe-path /etc/absolute.pdf',
      'unsafe-path C:/drive.pdf',
      'unsafe-path back\\slash.pdf',
    ]);
    const named = withJson(content, (json) => Object.assign(json.documents[0] ?? {}, { file: '../../etc/passwd' }));
    expect(await problemsOf(await writePack(place(), named))).toEqual(['schema case.json: documents.0.file']);
  });

  it('links in a folder', async () => {
    const content = await makePack(newNumber());
    const path = await writePack(place(), content);
    await rm(join(path, 'passport.pdf'));
    await symlink('/etc/hostname', join(path, 'passport.pdf'));
    expect(await problemsOf(path)).toEqual(['unsafe-entry passport.pdf']);
  });

  it('a bomb, without unpacking it', async () => {
    const content = withJson(
      await makePack(newNumber()),
      (json) => void json.documents.push({ file: 'bomb.pdf', type: 'other' }),
    );
    const path = await zipOf(content, { 'bomb.pdf': [new Uint8Array(64 * 1024 * 1024), { level: 9 }] });
    expect(await problemsOf(path)).toEqual(['compressed-too-far bomb.pdf']);
  });

  it('a zip whose list lies about a size', async () => {
    const content = await makePack(newNumber());
    const bytes = zipSync({ ...content.files, 'case.json': strToU8(JSON.stringify(content.json)) }, { level: 9 });
    // The uncompressed size of the first entry, in the central directory.
    const directory = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bytes[directory + 24] = 10;
    bytes[directory + 25] = 0;
    const path = `${place()}.zip`;
    await writeFile(path, bytes);
    expect(await problemsOf(path)).toEqual(['unreadable passport.pdf']);
  });

  it('what is no pack at all', async () => {
    const empty = place();
    await mkdir(empty);
    expect(await problemsOf(empty)).toEqual(['not-a-pack case.json']);
    expect(await problemsOf(join(folder, 'nowhere'))).toEqual(['not-a-pack']);
    const text = `${place()}.zip`;
    await writeFile(text, 'not a zip');
    expect(await problemsOf(text)).toEqual(['unreadable']);
    const broken = await writePack(place(), await makePack(newNumber()));
    await writeFile(join(broken, 'case.json'), '{"format": ');
    expect((await problemsOf(broken))[0]).toBe('schema case.json');
    const torn = zipSync({ 'case.json': strToU8('{}') });
    const cut = `${place()}.zip`;
    await writeFile(cut, torn.subarray(0, torn.length - 30));
    expect(await problemsOf(cut)).toEqual(['unreadable']);
  });
});

describe('the corpus of real and hostile scans', () => {
  it.skipIf(!hasCorpus)(
    'comes in whole: what cannot be shown is kept, with its pages unknown',
    async () => {
      const files = (['scans', 'tiff'] as const).flatMap((part) => corpusFiles(part).map((name) => `${part}/${name}`));
      const path = place();
      for (const file of files) {
        await mkdir(dirname(join(path, file)), { recursive: true });
        await copyFile(join(corpusFolder, file), join(path, file));
      }
      const { json } = await makePack(newNumber());
      await writeFile(
        join(path, 'case.json'),
        JSON.stringify({ ...json, documents: files.map((file) => ({ file, type: 'other' })) }),
      );
      const imported = await importPack(test.central, path);
      if (!imported.ok) throw new Error(JSON.stringify(imported.error));
      expect(imported.value.documents).toBe(files.length);
      expect(imported.value.unreadable).toContain('scans/invalid.pdf');
      expect(imported.value.unreadable.filter((file) => file.startsWith('scans/'))).toEqual(['scans/invalid.pdf']);
      const exported = await exportCase(test.central, imported.value.caseId);
      const pages = Object.fromEntries(exported?.state.documents.map((each) => [each.title.en, each.pages]) ?? []);
      expect(pages).toMatchObject({ 'g4-multi.tiff': 3, 'multipage.tiff': 3, 'skew.pdf': 1, 'hopper_bigtiff.tif': 1 });
    },
    120_000,
  );
});
