import type { Page } from 'playwright-core';
import { workOffline } from '#support/at-the-desk.ts';
import { deviceOf } from '#support/central-device.ts';
import { seenBy } from '#support/seen-case.ts';
import type { Album } from './album.ts';

/** The officer records an assessment offline while another of their machines records the opposite: explained when both meet. */
export async function meetWorkOfOthers(
  window: Page,
  { centralUrl, officer }: { readonly centralUrl: string; readonly officer: string },
  album: Album,
): Promise<void> {
  await window.getByTestId('rail-queue').click();
  // The first one has just been decided.
  await window.getByTestId('queue-row').nth(1).click({ clickCount: 2 });
  await window.getByTestId('case').waitFor();
  if (await window.getByTestId('take').isVisible()) {
    await window.getByTestId('take').click();
    await window.getByTestId('release').waitFor();
  }
  await window
    .getByTestId('sync-text')
    .filter({ hasText: /Up to date/u })
    .waitFor({ timeout: 60_000 });
  await workOffline(window, true);
  const number = (await window.getByTestId('case-title').innerText()).trim().split(/\s/u)[0] ?? '';
  await window.getByTestId('tab-assess').click();
  await window.getByTestId('assessment-eligibility').focus();
  const status = window.getByTestId('status-eligibility');
  const [mine, theirs] = (await status.innerText()) === 'Failed' ? ['Passed', 'failed'] : ['Failed', 'passed'];
  await window.keyboard.press(mine === 'Failed' ? 'f' : 'p');
  await status.filter({ hasText: mine }).waitFor();
  const elsewhere = await deviceOf(centralUrl, officer);
  const { id, epoch, made, records } = await seenBy(elsewhere, number);
  const key = 'assessment:eligibility';
  const { results } = await elsewhere.push([
    elsewhere.act({
      caseId: id,
      epoch,
      made,
      type: 'assessment.record',
      payload: {
        assessment: 'eligibility',
        status: theirs,
        conditional: false,
        dueDate: null,
        remark: 'The employer confirmed the leave by telephone.',
      },
      records: { [key]: records[key] ?? 0 },
    }),
  ]);
  if (results[0]?.outcome !== 'accepted') throw new Error('central takes the act of the other machine');
  await workOffline(window, false);
  await window.getByTestId('conflict-banner').waitFor({ timeout: 60_000 });
  await window.keyboard.press('Alt+X');
  await window.getByTestId('conflict').waitFor();
  await album.take(window, 'conflict-en-light');
  await window.getByTestId('conflict-theirs').click();
  await window.getByTestId('conflict').waitFor({ state: 'detached' });
  await window.keyboard.press('Escape');
}
