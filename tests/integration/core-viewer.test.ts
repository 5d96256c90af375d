import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Viewer } from '#core/features/viewer/service.ts';
import { startEngineChild } from '#core/page-engine/engine-process.ts';
import { PageEngine } from '#core/page-engine/page-engine.ts';
import type { DocumentId, OfficerId, Sha256 } from '#shared/model/ids.ts';
import { putDocument, seedCases, staff, startCentral } from '#support/central.ts';
import { startChildCore } from '#support/child-core.ts';
import { corpusFile, corpusFiles, hasCorpus } from '#support/corpus.ts';
import { FakeKeychain } from '#support/fake-keychain.ts';
import { newSession } from '#support/store-session.ts';
import { testFolder } from '#support/test-database.ts';

const failure = (code: string): unknown => expect.objectContaining({ code });
const engine = new PageEngine({ start: startEngineChild });
afterAll(() => engine.close());

/** A viewer over a real vault; every document that is put into it belongs to a case. */
async function newViewer() {
  const dataDir = testFolder();
  const { session } = newSession({ dataDir });
  await session.start();
  await session.create(null);
  const told: string[] = [];
  const known = new Set<string>();
  const documents = {
    fetchFirst: (sha256: Sha256) => {
      told.push(`fetch ${sha256}`);
      return session.requireOpen().vault.state(sha256).presence;
    },
    noteState: (sha256: Sha256) => void told.push(`note ${sha256}`),
    mayRead: (sha256: Sha256) => known.has(sha256),
  };
  const reader = (): OfficerId => 'AB1234' as OfficerId;
  const viewer = new Viewer({ openStore: () => session.requireOpen(), documents, reader, engine });
  const put = async (bytes: Uint8Array): Promise<Sha256> => {
    const sha256 = (await session.requireOpen().vault.put(bytes)) as Sha256;
    known.add(sha256);
    return sha256;
  };
  const draw = async (sha256: Sha256, pageIndex = 0, widthPx = 600) => {
    const { mime, bytes } = await viewer.render({ sha256, pageIndex, widthPx }, () => false);
    const { width, height } = await sharp(bytes).metadata();
    const { channels } = await sharp(bytes).stats();
    const isBlank = channels.every(({ stdev }) => stdev < 0.5);
    return { mime, width, height, isBlank };
  };
  return { viewer, put, draw, told, known, session, vaultFolder: join(dataDir, 'vault') };
}

const hostile = /^(crash|oom|multipage_single_frame_loop)/u;
/** Of one colour on purpose, or not to be shown at all. */
const blankOnPurpose = new Set(['blank.pdf', 'trivial.pdf', 'no_contents.pdf', 'livecycle.pdf', 'multipage.tiff']);

describe.skipIf(!hasCorpus)('real files (../shared/corpus)', () => {
  const tiffs = corpusFiles('tiff').map((name) => ['tiff', name] as const);
  const scans = corpusFiles('scans').map((name) => ['scans', name] as const);
  const whole = [...tiffs, ...scans].filter(([, name]) => !hostile.test(name) && name !== 'invalid.pdf');

  it.each(whole)('%s/%s shows its pages', { timeout: 30_000 }, async (folder, name) => {
    const { viewer, put, draw } = await newViewer();
    const sha256 = await put(corpusFile(folder, name));
    const facts = viewer.facts(sha256);
    const shown = facts.engine === 'pdf' ? [{ width: null, height: null }] : facts.pages;
    expect(shown.length).toBeGreaterThan(0);
    for (const [pageIndex, { width, height }] of shown.entries()) {
      const picture = await draw(sha256, pageIndex);
      if (!blankOnPurpose.has(name)) expect(picture.isBlank).toBe(false);
      if (width !== null && height !== null) expect(picture.width / picture.height).toBeCloseTo(width / height, 1);
    }
  });

  const broken = [...tiffs.filter(([, name]) => hostile.test(name)), ['scans', 'invalid.pdf'] as const];
  it.each(broken)(
    '%s/%s gives a clear error in bounded time, and the next page is drawn',
    { timeout: 30_000 },
    async (folder, name) => {
      const { viewer, put, draw } = await newViewer();
      const sha256 = await put(corpusFile(folder, name));
      const started = performance.now();
      const opened = async () => {
        viewer.facts(sha256);
        return draw(sha256);
      };
      await expect(opened()).rejects.toEqual(
        expect.objectContaining({
          code: expect.stringMatching(/^(document-unreadable|document-too-large|unsupported-format)$/u),
        }),
      );
      expect(performance.now() - started).toBeLessThan(10_000);
      const good = await put(corpusFile('tiff', 'g4_orientation_1.tif'));
      expect((await draw(good)).isBlank).toBe(false);
    },
  );

  it('has all pages of a multi-page fax, upright', async () => {
    const { viewer, put, draw } = await newViewer();
    const fax = await put(corpusFile('tiff', 'g4-multi.tiff'));
    expect(viewer.facts(fax)).toMatchObject({ engine: 'raster', mime: 'image/tiff', presence: 'present' });
    expect(viewer.facts(fax).pages).toHaveLength(3);
    expect(viewer.facts(fax).pages[0]).toEqual({ width: 3307, height: 4677, dpi: 400 });
    const turned = await put(corpusFile('tiff', 'g4_orientation_6.tif'));
    expect(viewer.facts(turned).pages[0]).toMatchObject({ width: 590, height: 88 });
    expect(await draw(turned)).toMatchObject({ width: 590, height: 88 });
  });

  it('draws CMYK as it would be printed', async () => {
    const { viewer, put } = await newViewer();
    const means = async (name: string): Promise<number[]> => {
      const sha256 = await put(corpusFile('scans', name));
      const { bytes } = await viewer.render({ sha256, pageIndex: 0, widthPx: 100 }, () => false);
      return (await sharp(bytes).stats()).channels.map(({ mean }) => mean);
    };
    const [cmyk, colour] = [await means('baiona_cmyk.jpg'), await means('baiona_color.jpg')];
    expect(cmyk).toHaveLength(3);
    cmyk.forEach((mean, index) => expect(Math.abs(mean - (colour[index] ?? 0))).toBeLessThan(40));
  });
});

describe('reading documents', () => {
  const page = () =>
    sharp({ create: { width: 400, height: 300, channels: 3, background: '#c8b090' } })
      .jpeg()
      .toBuffer();

  it('is refused for what no case on the device names, and told apart from what is not here yet', async () => {
    const { viewer, known } = await newViewer();
    const sha256 = 'a'.repeat(64) as Sha256;
    expect(() => viewer.facts(sha256)).toThrow(failure('document-not-found'));
    expect(() => viewer.bytes(sha256, 0, 10)).toThrow(failure('document-not-found'));
    known.add(sha256);
    expect(() => viewer.facts(sha256)).toThrow(failure('document-missing'));
    expect(viewer.fetch(sha256)).toBe('missing');
  });

  it('says what it is not', async () => {
    const { viewer, put } = await newViewer();
    const word = await put(Buffer.from('PK\u0003\u0004 this is no scan'));
    expect(() => viewer.facts(word)).toThrow(failure('unsupported-format'));
    const cut = await put((await page()).subarray(0, 12));
    expect(() => viewer.facts(cut)).toThrow(failure('document-unreadable'));
  });

  it('gives ranges, and nothing behind the end', async () => {
    const { viewer, put } = await newViewer();
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(200_000, 'abc')]);
    const sha256 = await put(bytes);
    expect(viewer.head(sha256)).toEqual({ sizeBytes: bytes.length, mime: 'application/pdf' });
    expect(Buffer.from(viewer.bytes(sha256, 65_530, 65_600)).equals(bytes.subarray(65_530, 65_600))).toBe(true);
    expect(viewer.bytes(sha256, bytes.length, bytes.length + 10)).toHaveLength(0);
  });

  it('notices a damaged document, says so, and has it fetched again', async () => {
    const { viewer, put, told, vaultFolder } = await newViewer();
    const sha256 = await put(Buffer.concat([await page(), Buffer.alloc(300_000)]));
    const [name] = readdirSync(vaultFolder, { recursive: true, encoding: 'utf8' }).filter((each) =>
      each.endsWith('.doc'),
    );
    const file = join(vaultFolder, name ?? '');
    const stored = readFileSync(file);
    stored.writeUInt8(stored.readUInt8(200_000) ^ 1, 200_000);
    writeFileSync(file, stored);
    await expect(viewer.render({ sha256, pageIndex: 0, widthPx: 100 }, () => false)).rejects.toEqual(
      failure('document-damaged'),
    );
    expect(told).toEqual([`note ${sha256}`, `fetch ${sha256}`]);
  });

  it('keeps drawn pages in memory and forgets them when the store closes', async () => {
    const { viewer, put, session } = await newViewer();
    const sha256 = await put(await page());
    const first = await viewer.render({ sha256, pageIndex: 0, widthPx: 100 }, () => false);
    expect((await viewer.render({ sha256, pageIndex: 0, widthPx: 100 }, () => true)).bytes).toBe(first.bytes);
    await session.lock();
    expect(() => viewer.facts(sha256)).toThrow(failure('store-locked'));
    viewer.forget();
    await session.unlock({ with: 'keychain' });
    await expect(viewer.render({ sha256, pageIndex: 0, widthPx: 100 }, () => true)).rejects.toEqual(
      failure('cancelled'),
    );
  });

  it('remembers how a person turned a page, for each person and page', async () => {
    const { viewer } = await newViewer();
    const documentId = '0b0e5a37-45a3-4d6c-8f4a-5c1f3b1c2d3e' as DocumentId;
    viewer.rotate(documentId, 0, 1);
    viewer.rotate(documentId, 4, 3);
    viewer.rotate(documentId, 0, 0);
    expect(viewer.rotations(documentId)).toEqual({ 4: 3 });
  });
});

describe('the whole core', () => {
  it('serves a scan that central has sent: facts to the window, bytes and pages to main', {
    timeout: 120_000,
  }, async () => {
    const central = await startCentral();
    onTestFinished(() => central.stop());
    const bytes = await sharp({ create: { width: 1700, height: 2200, channels: 3, background: '#c8b090' } })
      .withMetadata({ density: 200 })
      .tiff({ compression: 'jpeg' })
      .toBuffer();
    const { sha256, sizeBytes } = await putDocument(central.central, bytes);
    await seedCases(central.central, 1, { holder: staff.officer.officerId, contents: [{ sha256, sizeBytes }] });
    const core = startChildCore(testFolder(), new FakeKeychain(), central.url);
    await core.call('store.create', { passphrase: null });
    await core.call('session.demo-sign-in', { officerId: staff.officer.officerId });
    const presence = async () => (await core.call('viewer.fetch', { sha256 }).catch(() => null))?.presence;
    await vi.waitUntil(async () => (await presence()) === 'present', { timeout: 60_000, interval: 50 });
    const facts = await core.call('viewer.facts', { sha256 });
    expect(facts).toMatchObject({ engine: 'raster', sizeBytes, pages: [{ width: 1700, height: 2200, dpi: 200 }] });
    const part = (await core.ask('document.read', { sha256, start: 10, endExclusive: 50 })) as Uint8Array;
    expect(Buffer.from(part).equals(bytes.subarray(10, 50))).toBe(true);
    const page = (await core.ask('page.render', { sha256, pageIndex: 0, widthPx: 850, rotation: 90 })) as {
      bytes: Uint8Array;
    };
    expect(await sharp(page.bytes).metadata()).toMatchObject({ width: 850, height: 657 });
    await expect(core.ask('document.read', { sha256: '5'.repeat(64), start: 0, endExclusive: 1 })).rejects.toEqual(
      failure('document-not-found'),
    );
    await expect(core.ask('document.read', { sha256, start: 5, endExclusive: 5 })).rejects.toEqual(
      failure('bad-request'),
    );
    expect(await core.drain()).toBe(0);
  });
});
