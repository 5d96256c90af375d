import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import type { Coverage } from '../raster/plane.ts';

const require = createRequire(import.meta.url);
let ready: Promise<unknown> | undefined;

// Left to itself the library would fetch its module from a public server.
function prepare(): Promise<unknown> {
  ready ??= prepareZXingModule({
    overrides: {
      wasmBinary: Uint8Array.from(readFileSync(require.resolve('zxing-wasm/writer/zxing_writer.wasm'))).buffer,
    },
    fireImmediately: true,
  });
  return ready;
}

/** One sample per module: 0 or 255. */
export interface BarcodeSymbol {
  readonly width: number;
  readonly height: number;
  readonly dark: Uint8Array;
}

export async function makeBarcode(format: 'PDF417' | 'QRCode', text: string): Promise<BarcodeSymbol> {
  await prepare();
  const options = format === 'PDF417' ? 'columns=10,ecLevel=4' : 'ecLevel=M';
  const { error, symbol } = await writeBarcode(text, { format, options, scale: 1, addQuietZones: false });
  if (error) throw new Error(`the barcode could not be written: ${error}`);
  return {
    width: symbol.width,
    height: symbol.height,
    dark: Uint8Array.from(symbol.data, (value) => (value < 128 ? 255 : 0)),
  };
}

/** Whole pixels per module, so that the code stays readable after the scan. */
export function scaleBarcode(symbol: BarcodeSymbol, widthPx: number): Coverage {
  const scale = Math.max(2, Math.floor(widthPx / symbol.width));
  const width = symbol.width * scale;
  const height = symbol.height * scale;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / scale) * symbol.width;
    for (let x = 0; x < width; x++) data[y * width + x] = symbol.dark[row + Math.floor(x / scale)] ?? 0;
  }
  return { width, height, data };
}
