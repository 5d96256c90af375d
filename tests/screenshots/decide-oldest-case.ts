import type { Page } from 'playwright-core';
import type { Album } from './album.ts';

const reasons =
  'I read the form, the statement and the employment letter. The balance rests on transfers from an account that is not on the file, and without them it does not carry the stay that is asked for.';
const ownWords = 'The statement shows transfers from an account of which nothing was submitted.';

/** Draws a region on the first page that is in view, between these shares of its width and height. */
async function drawRegion(window: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const box = await window.getByTestId('page-box').first().boundingBox();
  if (box === null) throw new Error('no page is in view');
  const at = ([x, y]: readonly [number, number]): [number, number] => [box.x + box.width * x, box.y + box.height * y];
  await window.mouse.move(...at(from));
  await window.mouse.down();
  await window.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]), { steps: 4 });
  await window.mouse.move(...at(to), { steps: 4 });
  await window.mouse.up();
  await window.getByTestId('region-box').waitFor();
}

async function readEverything(window: Page): Promise<void> {
  const documents = window.getByTestId('document');
  for (let at = 0; at < (await documents.count()); at += 1) {
    await documents.nth(at).click();
    await window.locator('[data-testid="viewer"][data-state="open"]').waitFor();
    await window.getByTestId('viewer-pages').focus();
    await window.keyboard.press('m');
    await window.locator('[data-testid="document"][aria-current="true"][data-read="true"]').waitFor();
  }
}

/** The main job, with a picture at each station: cite a scan, refuse with reasons, sign, get a receipt. */
export async function decideOldestCase(window: Page, album: Album): Promise<void> {
  await window.keyboard.press('a');
  await window.getByTestId('document').filter({ hasText: 'Bank statement' }).first().click();
  await window.getByTestId('page-picture').first().waitFor();
  await drawRegion(window, [0.08, 0.37], [0.92, 0.44]);
  await album.take(window, 'case-region-en-light');
  await window.keyboard.press('e');
  await window.getByTestId('ground-filter').fill('179(b)');
  await window.keyboard.press('Enter');
  await window.getByTestId('cite').waitFor();
  await album.take(window, 'decide-checks-en-light');
  await window.getByTestId('notice').getByText('Dismiss').click();
  await readEverything(window);
  await window.getByTestId('cite-show').click();
  await window.getByTestId('introduction-r179-b.intro').check();
  await window.getByTestId('reason-r179-b.source-of-funds').check();
  await window.getByTestId('own-words-r179-b').fill(ownWords);
  await window.getByTestId('reasons-detailed').fill(reasons);
  await window.getByTestId('tab-assess').click();
  await window.getByTestId('assessment-eligibility').focus();
  await window.keyboard.press('f');
  await window.getByTestId('status-eligibility').filter({ hasText: 'Failed' }).waitFor();
  await window.getByTestId('tab-decide').click();
  await window.getByTestId('checks').scrollIntoViewIfNeeded();
  await window.locator('[data-testid="checks"] [data-standing="unmet"]').first().waitFor({ state: 'detached' });
  await album.take(window, 'decide-refuse-en-light');
  await window.getByTestId('review').click();
  await window.getByTestId('statement').waitFor();
  await album.take(window, 'signing-en-light');
  await window.keyboard.press('Control+Enter');
  await window.locator('[data-testid="signed-state"][data-state="received"]').waitFor({ timeout: 60_000 });
  await album.take(window, 'decided-receipt-en-light');
  await window.getByTestId('rail-outbox').click();
  await window.getByTestId('outbox-line').first().waitFor();
  await window.getByTestId('outbox-toggle').first().click();
  await album.take(window, 'outbox-en-light');
}
