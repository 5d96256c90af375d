/** Makes assets/icon.png from assets/icon.svg, in the one size that every packager can scale down. */

import { stat } from 'node:fs/promises';
import sharp from 'sharp';
import { inProject } from './setup/locations.mjs';
import { runScript, say } from './setup/progress.mjs';

await runScript(async () => {
  const target = inProject('assets', 'icon.png');
  await sharp(inProject('assets', 'icon.svg'), { density: 144 })
    .resize(512, 512)
    .png({ palette: true, colours: 128, compressionLevel: 9, effort: 10 })
    .toFile(target);
  say(`  ${target}: ${(await stat(target)).size} bytes`);
});
