import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { rasterPages } from '../raster/document-kind.ts';
import { type DrawRequest, wholePage } from './draw-request.ts';
import { type EngineProcess, startEngineChild, startEngineThread } from './engine-process.ts';
import { type EngineDocument, PageEngine, type PageEngineOptions } from './page-engine.ts';

const failure = (code: string, details: object = {}): unknown =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

function newEngine(options: Partial<PageEngineOptions> = {}): PageEngine {
  const engine = new PageEngine({ start: startEngineChild, ...options });
  onTestFinished(() => engine.close());
  return engine;
}

function documentOf(bytes: Buffer, name = 'a'): EngineDocument {
  return { sha256: name.repeat(64), sizeBytes: bytes.length, read: () => bytes };
}

function sourceOf(bytes: Buffer) {
  return { sizeBytes: bytes.length, read: (start: number, end: number) => bytes.subarray(start, end) };
}

/** A page whose four quarters have four colours: red, green, blue, black from the upper left, row by row. */
async function quarters(width: number, height: number): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const channel = (y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1);
      if (channel < 3) data.writeUInt8(255, (y * width + x) * 3 + channel);
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

function request(bytes: Buffer, kind: 'jpeg' | 'png' | 'tiff', change: Partial<DrawRequest> = {}): DrawRequest {
  const pages = rasterPages(kind, sourceOf(bytes));
  const pageIndex = change.pageIndex ?? 0;
  return { kind, pageIndex, page: pages[pageIndex] ?? null, region: wholePage, rotation: 0, widthPx: 200, ...change };
}

/** The colour in the middle of each quarter of a picture, as letters. */
async function coloursOf(picture: Uint8Array): Promise<string> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const letter = (fx: number, fy: number): string => {
    const at = (Math.floor(fy * info.height) * info.width + Math.floor(fx * info.width)) * info.channels;
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    if (red > 180) return 'r';
    if (green > 180) return 'g';
    return blue > 180 ? 'b' : 'k';
  };
  return [letter(0.25, 0.25), letter(0.75, 0.25), letter(0.25, 0.75), letter(0.75, 0.75)].join('');
}

describe('drawing a page', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('turns orientation %i upright, as a whole and in parts', async (orientation) => {
    const engine = newEngine();
    const bytes = await sharp(await quarters(400, 240))
      .withMetadata({ orientation })
      .jpeg({ quality: 95 })
      .toBuffer();
    const expected = await sharp(bytes).autoOrient().jpeg({ quality: 95 }).toBuffer();
    const whole = await engine.draw(documentOf(bytes), request(bytes, 'jpeg'));
    expect(await coloursOf(whole.bytes)).toBe(await coloursOf(expected));
    expect(whole.width).toBe(200);
    const region = { x: 0.5, y: 0, width: 0.5, height: 0.5 };
    const part = await engine.draw(documentOf(bytes), request(bytes, 'jpeg', { region }));
    expect((await coloursOf(part.bytes)).at(0)).toBe((await coloursOf(expected)).at(1));
  });

  it.each([
    [0, 'rgbk', 200, 120],
    [90, 'brkg', 200, 333],
    [180, 'kbgr', 200, 120],
    [270, 'gkrb', 200, 333],
  ] as const)('turns a page by %i degrees clockwise', async (rotation, colours, width, height) => {
    const bytes = await quarters(400, 240);
    const page = await newEngine().draw(documentOf(bytes), request(bytes, 'jpeg', { rotation }));
    expect(await coloursOf(page.bytes)).toBe(colours);
    expect([page.width, page.height]).toEqual([width, height]);
  });

  it('does not blow up a small page', async () => {
    const bytes = await quarters(100, 60);
    const page = await newEngine().draw(documentOf(bytes), request(bytes, 'jpeg', { widthPx: 4000 }));
    expect([page.width, page.height]).toEqual([100, 60]);
  });

  it('gives 16 bits, transparency and grey as they look', async () => {
    const engine = newEngine();
    const grey16 = await sharp({ create: { width: 50, height: 50, channels: 3, background: '#808080' } })
      .toColourspace('grey16')
      .png()
      .toBuffer();
    const grey = await engine.draw(documentOf(grey16), request(grey16, 'png'));
    const { dominant } = await sharp(grey.bytes).stats();
    expect(Math.abs(dominant.r - 128)).toBeLessThan(16);
    const clear = await sharp({ create: { width: 50, height: 50, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer();
    const white = await engine.draw(documentOf(clear, 'b'), request(clear, 'png'));
    expect((await sharp(white.bytes).stats()).channels[0]?.min).toBeGreaterThan(250);
  });

  it('works in a thread where there is no Node for a process', async () => {
    const bytes = await quarters(400, 240);
    const page = await newEngine({ start: startEngineThread }).draw(documentOf(bytes), request(bytes, 'jpeg'));
    expect(await coloursOf(page.bytes)).toBe('rgbk');
  });

  it('says unreadable for what is no picture, and goes on drawing', async () => {
    const engine = newEngine();
    const bytes = await quarters(400, 240);
    const broken = Buffer.concat([bytes.subarray(0, 700), Buffer.alloc(300, 7)]);
    await expect(engine.draw(documentOf(broken), request(broken, 'jpeg'))).rejects.toEqual(
      failure('document-unreadable'),
    );
    expect((await engine.draw(documentOf(bytes, 'b'), request(bytes, 'jpeg'))).width).toBe(200);
  });
});

describe('an engine that misbehaves', () => {
  /** A real engine whose first life can be spoilt. */
  function spoilt(how: (engine: EngineProcess) => EngineProcess): { start: () => EngineProcess; lives: () => number } {
    let lives = 0;
    const start = (): EngineProcess => {
      lives += 1;
      return lives === 1 ? how(startEngineChild()) : startEngineChild();
    };
    return { start, lives: () => lives };
  }

  it('is ended when a page takes too long; the next page is drawn', async () => {
    const { start, lives } = spoilt((engine) => ({
      ...engine,
      send: (command) => {
        if (command.t !== 'draw') engine.send(command);
      },
    }));
    const bytes = await quarters(400, 240);
    const engine = newEngine({ start, drawTimeoutMs: 4000 });
    const stuck = engine.draw(documentOf(bytes), request(bytes, 'jpeg'));
    const next = engine.draw(documentOf(bytes, 'b'), request(bytes, 'jpeg'));
    await expect(stuck).rejects.toEqual(failure('document-unreadable', { why: 'too-long' }));
    expect((await next).width).toBe(200);
    expect(lives()).toBe(2);
  });

  it('is ended when it takes too much memory', async () => {
    const { start } = spoilt((engine) => ({
      ...engine,
      send: (command) => {
        if (command.t !== 'draw') engine.send(command);
      },
      memoryBytes: () => 9e12,
    }));
    const bytes = await quarters(400, 240);
    const engine = newEngine({ start });
    await expect(engine.draw(documentOf(bytes), request(bytes, 'jpeg'))).rejects.toEqual(
      failure('document-too-large', { why: 'memory' }),
    );
  });

  it('costs one page when it crashes, and is started again', async () => {
    const { start, lives } = spoilt((engine) => ({
      ...engine,
      send: (command) => (command.t === 'draw' ? engine.end() : engine.send(command)),
    }));
    const bytes = await quarters(400, 240);
    const engine = newEngine({ start });
    const lost = engine.draw(documentOf(bytes), request(bytes, 'jpeg'));
    const next = engine.draw(documentOf(bytes), request(bytes, 'jpeg'));
    await expect(lost).rejects.toEqual(failure('document-unreadable', { why: 'crashed' }));
    expect((await next).width).toBe(200);
    expect(lives()).toBe(2);
  });

  it('does not draw what nobody waits for any more, and refuses after closing', async () => {
    const bytes = await quarters(400, 240);
    const engine = newEngine();
    await expect(engine.draw(documentOf(bytes), request(bytes, 'jpeg'), () => true)).rejects.toEqual(
      failure('cancelled'),
    );
    engine.close();
    await expect(engine.draw(documentOf(bytes), request(bytes, 'jpeg'))).rejects.toEqual(failure('draining'));
  });
});
