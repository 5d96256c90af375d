import { prepareBuild, prepareElectron } from '../../scripts/setup/prepare.mjs';

/** Makes `playwright test` work by itself too: the runtime, a display, a fresh build. */
export default async function setUp(): Promise<() => void> {
  const { stopDisplay } = await prepareElectron();
  await prepareBuild();
  return stopDisplay;
}
