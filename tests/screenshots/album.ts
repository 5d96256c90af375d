import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import type { LaunchedApp } from '#support/launch-app.ts';

export const pictureSize = { width: 1440, height: 900 } as const;

/** Gives the window's page the size of the pictures. */
export async function sizeWindow({ app, window }: LaunchedApp): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, pictureSize);
  await window.waitForFunction((width) => innerWidth === width, pictureSize.width);
}

/** Puts pictures into a folder: as few bytes as show the same. */
export class Album {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async take(window: Page, name: string): Promise<void> {
    await window.mouse.move(pictureSize.width / 2, 4);
    // The pointer rests where it changes nothing; neither a caret that blinks nor a movement that has not ended.
    const png = await window.screenshot({ caret: 'hide', animations: 'disabled' });
    const small = await sharp(png).png({ palette: true, quality: 92, effort: 10, compressionLevel: 9 }).toBuffer();
    await writeFile(join(this.#folder, `${name}.png`), small);
    process.stdout.write(`  ${name}.png (${Math.round(small.byteLength / 1024)} KB)\n`);
  }
}
