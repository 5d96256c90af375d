import { expect, test } from '@playwright/test';
import { accessibilityProblems } from '#support/accessibility.ts';
import { unlockDevice } from '#support/at-the-desk.ts';
import { Device } from '#support/central-device.ts';
import { type DeskAtOffice, sitDownAtOffice } from '#support/desk-at-office.ts';
import type { LaunchedApp } from '#support/launch-app.ts';
import { launchApp } from '#support/launch-app.ts';

const noteText = 'The consulate told me in confidence that the account was opened last week. I asked for statements.';

test.describe('the case', () => {
  test.describe.configure({ timeout: 180_000 });
  let desk: DeskAtOffice;
  let launched: LaunchedApp;
  test.beforeAll(async () => {
    desk = await sitDownAtOffice();
    ({ launched } = desk);
  });
  test.afterAll(async () => {
    await launched.close();
    await desk.end();
  });

  const openFirst = async (): Promise<void> => {
    const { window } = launched;
    if ((await window.getByTestId('case').count()) > 0) return;
    await window.getByTestId('view-mine').click();
    await window.getByTestId('queue-grid').focus();
    await window.keyboard.press('Home');
    await window.keyboard.press('Enter');
    await expect(window.getByTestId('case')).toBeVisible();
    await expect(window.getByTestId('page-picture').first()).toBeVisible();
  };
  const resize = async (width: number, height: number): Promise<void> => {
    const ask = (bounds: { width: number; height: number }) =>
      launched.app.evaluate(({ BrowserWindow }, size) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
      }, bounds);
    await ask({ width, height });
    await expect.poll(() => launched.window.evaluate(() => globalThis.innerWidth)).toBe(width);
  };

  test('says which case it is, how old it is, who holds it and how sure that is', async () => {
    await openFirst();
    const { window } = launched;
    await expect(window.getByTestId('case-title')).toHaveText(/^V\d{9} \S+/u);
    await expect(window.locator('.age-meter')).toContainText(/Day \d+ of 14, \d+ beyond standard/u);
    await expect(window.getByTestId('holder')).toHaveText('Held by you');
    await expect(window.getByTestId('as-of')).toContainText(/as of/u);
    await expect(window.getByTestId('unread-count')).toHaveText(/\d+ unread|all read/u);
    await expect(window.getByTestId('missing').first()).toContainText('Missing');
  });

  test('goes to the next case and back by J and K, and leaves for the same line of the queue', async () => {
    await openFirst();
    const { window } = launched;
    const first = await window.getByTestId('case').getAttribute('data-case-id');
    await window.keyboard.press('j');
    await expect(window.getByTestId('case')).not.toHaveAttribute('data-case-id', first ?? '');
    const second = (await window.getByTestId('case-title').innerText()).split(/\s/u)[0] ?? '';
    await window.keyboard.press('k');
    await expect(window.getByTestId('case')).toHaveAttribute('data-case-id', first ?? '');
    await window.keyboard.press('j');
    await expect(window.getByTestId('case-title')).toContainText(second);
    await window.keyboard.press('Escape');
    await expect(window.locator('[data-cursor="true"]')).toContainText(second);
  });

  test('panes are reached by F6 and Alt with a digit, and resized by key; their width is kept', async () => {
    await openFirst();
    const { window } = launched;
    await window.keyboard.press('Alt+1');
    await expect(window.getByTestId('pane-file')).toBeFocused();
    await window.keyboard.press('F6');
    await expect(window.getByTestId('pane-viewer')).toBeFocused();
    await window.keyboard.press('F6');
    await expect(window.getByTestId('pane-desk')).toBeFocused();
    const separator = window.getByRole('separator').first();
    const before = Number(await separator.getAttribute('aria-valuenow'));
    await separator.focus();
    await window.keyboard.press('ArrowRight');
    await expect(separator).toHaveAttribute('aria-valuenow', String(before + 2));
    await window.keyboard.press('Alt+3');
    await window.keyboard.press('Escape');
    await openFirst();
    await expect(window.getByRole('separator').first()).toHaveAttribute('aria-valuenow', String(before + 2));
  });

  test('a note is kept with every key, also when the app is killed in the middle of it', async () => {
    await openFirst();
    const number = (await launched.window.getByTestId('case-title').innerText()).split(/\s/u)[0] ?? '';
    await launched.window.keyboard.press('n');
    await launched.window.keyboard.type(noteText);
    await expect(launched.window.getByTestId('note-text')).toHaveValue(noteText);
    await expect(launched.window.getByTestId('note-composer')).toContainText('Kept on this device');
    await launched.kill();
    launched = await launchApp({ dataDir: desk.appDir, centralUrl: desk.central.url });
    await unlockDevice(launched.window);
    await openFirst();
    const { window } = launched;
    await expect(window.getByTestId('case-title')).toContainText(number);
    await window.keyboard.press('n');
    await expect(window.getByTestId('note-text')).toHaveValue(noteText);
  });

  test('a protected passage is not in what is released', async () => {
    await openFirst();
    const { window } = launched;
    await window.getByTestId('tab-notes').click();
    const field = window.getByTestId('note-text');
    await field.fill(noteText);
    await field.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(4, 35));
    await field.focus();
    await window.keyboard.press('Control+Shift+P');
    await window.getByRole('button', { name: 'Security partner' }).click();
    await window.getByText('As it is released').click();
    await expect(window.getByTestId('released')).toContainText('The [protected] that the account');
    await field.focus();
    await window.keyboard.press('Control+Enter');
    await expect(window.getByTestId('note').first()).toContainText('consulate told me in confidence');
    await window.getByText('Show as released').click();
    await expect(window.getByTestId('note').first()).not.toContainText('consulate');
    await expect(field).toHaveValue('');
  });

  test('an assessment is recorded from its line, with a history of its own', async () => {
    await openFirst();
    const { window } = launched;
    await window.keyboard.press('Escape');
    await openFirst();
    await window.keyboard.press('a');
    const line = window.getByTestId('assessment-eligibility');
    await line.focus();
    await window.keyboard.press('r');
    await expect(window.getByTestId('status-eligibility')).toHaveText('Review required');
    await line.focus();
    await window.keyboard.press('Enter');
    await window.getByLabel('Remark').fill('Source of funds to be explained.');
    await window.getByTestId('save-eligibility').click();
    await line.click();
    await expect(window.locator('.assessment-history')).toContainText('Source of funds to be explained.');
  });

  test('a bring-forward date is set by B and stands in the header', async () => {
    await openFirst();
    const { window } = launched;
    await window.getByTestId('tab-assess').focus();
    await window.keyboard.press('b');
    await window.getByTestId('bf-date').fill('2036-01-15');
    await window.getByTestId('bf-go').click();
    await expect(window.getByTestId('bring-forward')).toContainText('2036-01-15');
  });

  test('what is drafted survives leaving the case, as a draft on the file; nothing is signed while a check is unmet', async () => {
    await openFirst();
    const { window } = launched;
    await window.getByTestId('tab-decide').click();
    await window.getByTestId('choose-refuse').check();
    await window.getByTestId('reasons-circumstances').fill('Asks to visit a cousin for 33 days.');
    await window.keyboard.press('Control+Enter');
    await expect(window.getByTestId('sign-layer')).toHaveCount(0);
    await expect(window.locator('[data-standing="unmet"] button').first()).toBeFocused();
    await window.getByTestId('case-back').click();
    await openFirst();
    await window.getByTestId('tab-decide').click();
    await expect(window.getByTestId('reasons-circumstances')).toHaveValue('Asks to visit a cousin for 33 days.');
    await expect(window.getByTestId('draft-state')).toHaveText('Draft saved on the file');
    await window.getByTestId('choose-approve').check();
    await expect(window.getByTestId('valid-until')).toHaveValue(/^\d{4}/u);
    await window.getByTestId('choose-refuse').check();
    await expect(window.getByTestId('reasons-circumstances')).toHaveValue('Asks to visit a cousin for 33 days.');
    await window.getByTestId('tab-history').click();
    await expect(window.getByTestId('history-line').first()).toContainText('Decision drafted');
  });

  test('at 1024 by 700 nothing is cut off sideways, in either language', async () => {
    await openFirst();
    const { window } = launched;
    await resize(1024, 700);
    for (const tab of ['assess', 'notes', 'decide', 'history', 'assess']) {
      await window.getByTestId(`tab-${tab}`).click();
      for (const language of ['en', 'fr'] as const) {
        await expect(window.locator('html')).toHaveAttribute('lang', language);
        const tooWide = await window.evaluate(() => {
          const parts = [
            document.documentElement,
            ...document.querySelectorAll('.desk-panel, .file-pane, .case-header'),
          ];
          return parts.filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.className);
        });
        expect(tooWide, `${tab} ${language}`).toEqual([]);
        await window.keyboard.press('Control+Shift+F');
      }
    }
    await resize(1440, 900);
  });

  test('every tab is free of accessibility faults, in light, dark and high contrast', async () => {
    await openFirst();
    const { window } = launched;
    for (const theme of ['dark', 'high-contrast', 'light']) {
      await window.getByTestId('top-theme').click();
      await window.locator(`input[name="theme"][value="${theme}"]`).check();
      await window.keyboard.press('Escape');
      await expect(window.getByTestId('app-root')).toHaveAttribute('data-theme', theme);
      for (const tab of ['assess', 'notes', 'decide', 'history']) {
        await window.getByTestId(`tab-${tab}`).click();
        expect(await accessibilityProblems(window), `${tab} in ${theme}`).toEqual([]);
      }
    }
  });

  test('dialogs of the case are free of accessibility faults, and the last look before signing can be left unsigned', async () => {
    await openFirst();
    const { window } = launched;
    await window.getByTestId('bf').click();
    expect(await accessibilityProblems(window), 'bring-forward').toEqual([]);
    await window.keyboard.press('Escape');
    await window.getByTestId('tab-decide').click();
    await window.getByTestId('choose-refuse').check();
    await window.getByTestId('add-ground').click();
    await window.getByTestId('ground-filter').fill('179(b)');
    expect(await accessibilityProblems(window), 'grounds').toEqual([]);
    await window.keyboard.press('Enter');
    await expect(window.getByTestId('none-found-r179-b')).toBeVisible();
    expect(await accessibilityProblems(window), 'ground').toEqual([]);
    await window.getByTestId('tab-assess').click();
    const open = window.locator('[data-assessment][data-open="true"]');
    for (let left = await open.count(); left > 0; left -= 1) {
      await open.first().focus();
      await window.keyboard.press('p');
      await expect(open).toHaveCount(left - 1);
    }
    await window.getByTestId('tab-decide').click();
    await window.getByTestId('choose-approve').check();
    await window.getByTestId('review').click();
    await expect(window.getByTestId('sign-layer')).toBeVisible();
    expect(await accessibilityProblems(window), 'signing').toEqual([]);
    await window.keyboard.press('Escape');
    await expect(window.getByTestId('sign-layer')).toHaveCount(0);
    await expect(window.getByTestId('choose-approve')).toBeVisible();
  });

  test('an assessment by key can be undone', async () => {
    await openFirst();
    const { window } = launched;
    await window.getByTestId('tab-assess').click();
    const before = await window.getByTestId('status-criminality').innerText();
    await window.getByTestId('assessment-criminality').focus();
    await window.keyboard.press('f');
    await expect(window.getByTestId('status-criminality')).toHaveText('Failed');
    await window.getByTestId('notice').last().getByRole('button', { name: 'Undo' }).click();
    await expect(window.getByTestId('status-criminality')).toHaveText(before);
  });

  test('a case outside the own workload asks for a reason before anything of it is shown', async () => {
    await openFirst();
    const { window } = launched;
    await window.getByTestId('release').click();
    await expect(window.getByTestId('holder')).toHaveText('Nobody (pool)');
    await window.getByTestId('case-back').click();
    await window.getByTestId('view-pool').click();
    await expect(window.getByTestId('queue-row')).toHaveCount(1);
    await window.getByTestId('queue-grid').focus();
    await window.keyboard.press('Home');
    await window.keyboard.press('Enter');
    await expect(window.getByTestId('reason-gate')).toBeVisible();
    await expect(window.getByTestId('case')).toHaveCount(0);
    await expect(window.getByTestId('documents')).toHaveCount(0);
    expect(await accessibilityProblems(window)).toEqual([]);
    await window.getByTestId('reason').fill('Enquiry from a member of the family');
    await window.keyboard.press('Enter');
    await expect(window.getByTestId('case')).toBeVisible();
    await window.keyboard.press('h');
    await window.getByText('Show openings and readings').click();
    await expect(window.getByTestId('history-line').first()).toContainText('Enquiry from a member of the family');
    await window.getByTestId('take').click();
    await expect(window.getByTestId('holder')).toHaveText('Held by you');
  });

  test('a case that is given to another officer meanwhile says so, and keeps every word that was typed on it', async () => {
    const { window } = launched;
    if ((await window.getByTestId('case').count()) > 0) await window.getByTestId('case-back').click();
    await openFirst();
    const caseId = (await window.getByTestId('case').getAttribute('data-case-id')) ?? '';
    await window.getByTestId('top-sync').click();
    await window.getByTestId('work-offline').click();
    await window.keyboard.press('Escape');
    await window.getByTestId('tab-notes').click();
    await window.getByTestId('note-text').fill('Half a note, not saved.');
    await window.getByTestId('tab-assess').click();
    await window.getByTestId('assessment-eligibility').focus();
    await window.keyboard.press('i');
    await expect(window.getByTestId('status-eligibility')).toHaveText('In progress');
    await reassign(desk.central.url, caseId);
    await window.getByTestId('top-sync').click();
    await window.getByTestId('work-offline').click();
    await window.keyboard.press('Escape');
    await expect(window.getByTestId('case-gone')).toContainText('given to another officer', { timeout: 30_000 });
    await expect(window.getByTestId('case-gone')).toContainText('Half a note, not saved.');
    expect(await accessibilityProblems(window)).toEqual([]);
    await window.keyboard.press('Escape');
    await expect(window.getByTestId('queue-grid')).toBeVisible();
  });
});

/** The supervisor, at another desk, moves a case to a colleague. */
async function reassign(url: string, caseId: string): Promise<void> {
  const desk = new Device(url);
  await desk.signIn('DP22095');
  await desk.hello();
  const payload = { to: 'SM10353', officeId: null, reason: 'Capacity' };
  for (let version = 1; version < 6; version += 1) {
    const act = desk.act({ caseId, type: 'case.reassign', payload, epoch: version, records: { assignment: version } });
    const { results } = await desk.push([act]);
    if (results[0]?.outcome === 'accepted') return;
  }
  throw new Error('the case could not be moved');
}
