import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Real scans that this project did not make; see its README for sources and licences. Never copied in here. */
export const corpusFolder = process.env['DOSSIER_CORPUS'] ?? resolve(import.meta.dirname, '../../../shared/corpus');

export const hasCorpus = existsSync(join(corpusFolder, 'scans'));

/** Names in one folder of it; empty where the corpus is missing. */
export function corpusFiles(folder: 'scans' | 'tiff' | 'barcodes'): readonly string[] {
  return hasCorpus ? readdirSync(join(corpusFolder, folder)).sort() : [];
}

export function corpusFile(folder: 'scans' | 'tiff' | 'barcodes', name: string): Buffer {
  return readFileSync(join(corpusFolder, folder, name));
}
