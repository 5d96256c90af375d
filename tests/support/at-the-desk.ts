import type { Page } from 'playwright-core';

/** The officer that the demo office gives the cases to. */
export const demoOfficer = 'MC12310';
const passphrase = 'lantern orchard ferry nineteen';

/** The first run on a device without a keychain: a store, its recovery key, and the demo's door. */
export async function setUpDevice(window: Page, officerId = demoOfficer): Promise<void> {
  await window.getByTestId('passphrase-input').fill(passphrase);
  await window.getByTestId('passphrase-repeat').fill(passphrase);
  await window.getByTestId('store-create').click();
  await window.getByTestId('recovery-written').check();
  await window.getByTestId('recovery-go').click();
  await window.getByTestId(`sign-in-${officerId}`).click();
  await window.getByTestId('queue-row').first().waitFor({ timeout: 60_000 });
}

/** A later start on the same device. */
export async function unlockDevice(window: Page): Promise<void> {
  await window.getByTestId('passphrase-input').fill(passphrase);
  await window.getByTestId('unlock').click();
  await window.getByTestId('queue-row').first().waitFor({ timeout: 30_000 });
}

/** Every document of the case that is open is on the device: what is read offline has to be there before. */
export async function untilCaseIsHere(window: Page): Promise<void> {
  const documents = window.getByTestId('documents');
  await documents.getByTestId('document').first().waitFor();
  await documents.locator('[data-presence]').first().waitFor({ state: 'detached', timeout: 90_000 });
  while ((await documents.locator('[data-presence]').count()) > 0) {
    await documents.locator('[data-presence]').first().waitFor({ state: 'detached', timeout: 90_000 });
  }
}

/** The switch of the sync panel. */
export async function workOffline(window: Page, offline: boolean): Promise<void> {
  await window.getByTestId('sync-text').click();
  const choice = window.getByTestId('work-offline');
  if ((await choice.isChecked()) !== offline) await choice.click();
  await window.keyboard.press('Escape');
  await window.getByTestId('work-offline').waitFor({ state: 'detached' });
}
