import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { ReceiptSaved } from '#shared/contract/shell-bridge.ts';
import { isNoRoom } from '#shared/errors/system-failure.ts';
import type { ShellStrings } from '../platform/shell-strings.ts';

/** A receipt holds one act, whose longest texts are some 100 kB. */
const mostCharacters = 4 * 1024 * 1024;

/** What a page asks to be written: the receipt's number for the name of the file, and its text. */
export interface ReceiptToSave {
  readonly number: string;
  readonly text: string;
}

/** Null where it is not one. */
export function readReceipt(value: unknown): ReceiptToSave | null {
  if (typeof value !== 'object' || value === null) return null;
  const { number, text } = value as Partial<Record<keyof ReceiptToSave, unknown>>;
  if (typeof number !== 'string' || !/^[A-Za-z0-9-]{1,40}$/u.test(number)) return null;
  return typeof text === 'string' && text.length <= mostCharacters ? { number, text } : null;
}

/**
 * Puts a receipt where the person says. The file is readable by its owner alone: it holds what the act says. The page
 * never learns where it stands, only its name.
 */
export async function saveReceipt(
  window: BrowserWindow,
  strings: ShellStrings,
  { number, text }: ReceiptToSave,
): Promise<ReceiptSaved> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: strings.saveReceipt,
    defaultPath: `${number}.json`,
    filters: [{ name: strings.receiptFile, extensions: ['json'] }],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  if (canceled || filePath === '') return { outcome: 'cancelled' };
  try {
    await writeFile(filePath, `${text}\n`, { mode: 0o600, flush: true });
    return { outcome: 'saved', file: basename(filePath) };
  } catch (error) {
    return { outcome: 'failed', code: isNoRoom(error) ? 'disk-full' : 'disk-failed' };
  }
}
