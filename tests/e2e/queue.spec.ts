import { expect, test } from '@playwright/test';
import { supervisor } from '#support/case-fixtures.ts';
import type { LaunchedApp } from '#support/launch-app.ts';
import { launchSeeded } from '#support/seeded-app.ts';

test.describe('the queue', () => {
  let launched: LaunchedApp;
  test.beforeAll(async () => {
    launched = await launchSeeded({ cases: 1200 });
  });
  test.afterAll(() => launched.close());
  test.beforeEach(async () => {
    const { window } = launched;
    await window.getByTestId('view-pool').click();
    await window.getByTestId('view-all').click();
    await expect(window.getByTestId('queue-grid')).toHaveAttribute('aria-busy', 'false');
    await expect(window.getByTestId('queue-row').first()).toBeVisible();
  });

  const cursorIndex = () => launched.window.locator('[data-cursor="true"]').getAttribute('data-index');

  test('draws only the lines that can be seen, and says how many there are', async () => {
    const { window } = launched;
    const rows = await window.getByTestId('queue-row').count();
    expect(rows).toBeLessThan(80);
    const total = Number(await window.getByTestId('queue-grid').getAttribute('aria-rowcount')) - 1;
    expect(total).toBeGreaterThan(1000);
    await expect(window.getByTestId('queue-row').first()).toHaveAttribute('aria-rowindex', '2');
  });

  test('stands oldest beyond standard first', async () => {
    const ages = await launched.window.locator('.case-line .age').evaluateAll((all) => {
      return all.slice(0, 10).map((age) => (age as HTMLElement).dataset['state']);
    });
    expect(new Set(ages)).toEqual(new Set(['beyond']));
  });

  test('moves by J and K, arrows, pages and to both ends', async () => {
    const { window } = launched;
    await window.getByTestId('queue-grid').focus();
    await expect.poll(cursorIndex).toBe('0');
    for (const [key, index] of [
      ['j', '1'],
      ['ArrowDown', '2'],
      ['k', '1'],
      ['ArrowUp', '0'],
    ] as const) {
      await window.keyboard.press(key);
      await expect.poll(cursorIndex).toBe(index);
    }
    await window.keyboard.press('PageDown');
    await expect.poll(async () => Number(await cursorIndex())).toBeGreaterThan(10);
    const total = Number(await window.getByTestId('queue-grid').getAttribute('aria-rowcount')) - 1;
    await window.keyboard.press('End');
    await expect.poll(cursorIndex).toBe(String(total - 1));
    await window.keyboard.press('Home');
    await expect.poll(cursorIndex).toBe('0');
  });

  test('names the line under the cursor to a screen reader', async () => {
    const { window } = launched;
    await window.getByTestId('queue-grid').focus();
    await window.keyboard.press('j');
    await expect.poll(cursorIndex).toBe('1');
    const active = await window.getByTestId('queue-grid').getAttribute('aria-activedescendant');
    await expect(window.locator(`[id="${active}"]`)).toHaveAttribute('data-index', '1');
  });

  test('filters by chip, says what is filtered, and clears', async () => {
    const { window } = launched;
    const before = await window.getByTestId('queue-grid').getAttribute('aria-rowcount');
    await window.getByTestId('chip-programs').click();
    await window.getByLabel('Study permit').check();
    await window.keyboard.press('Escape');
    await expect(window.getByTestId('chip-programs')).toContainText('Study permit');
    await expect(window.getByTestId('queue-grid')).not.toHaveAttribute('aria-rowcount', before ?? '');
    await expect(window.locator('.case-line > :nth-child(4)').first()).toHaveText('Study permit');
    await window.getByTestId('clear-filters').click();
    await expect(window.getByTestId('queue-grid')).toHaveAttribute('aria-rowcount', before ?? '');
  });

  test('searches from the slash key while typing, and says when nothing matches', async () => {
    const { window } = launched;
    await window.getByTestId('queue-grid').focus();
    await window.keyboard.press('/');
    await expect(window.getByTestId('queue-search')).toBeFocused();
    await window.keyboard.type('okafor');
    await expect(window.locator('.case-name').first()).toContainText('Okafor');
    await window.getByTestId('queue-search').fill('zzzzzz');
    await expect(window.getByTestId('empty-state')).toBeVisible();
    await window.getByTestId('empty-clear').click();
    await expect(window.getByTestId('queue-search')).toHaveValue('');
    await expect(window.getByTestId('queue-row').first()).toBeVisible();
  });

  test('sorts by a heading, turns it, and returns to the default order', async () => {
    const { window } = launched;
    const heading = window.getByTestId('sort-name');
    const names = () => window.locator('.case-name').allTextContents();
    await heading.click();
    await expect(window.locator('[aria-sort="ascending"]')).toContainText('Name');
    await expect.poll(async () => (await names())[0]?.startsWith('Benali')).toBe(true);
    await heading.click();
    await expect(window.locator('[aria-sort="descending"]')).toContainText('Name');
    await heading.click();
    await expect(window.locator('[aria-sort]')).toHaveCount(0);
  });

  test('groups by stage with counts that add up', async () => {
    const { window } = launched;
    const total = Number(await window.getByTestId('queue-grid').getAttribute('aria-rowcount')) - 1;
    await window.getByTestId('chip-group').click();
    await window.getByRole('dialog').getByLabel('Stage').check();
    await window.keyboard.press('Escape');
    await expect(window.locator('.case-group').first()).toBeVisible();
    const first = await window.locator('.case-group .case-quiet').first().textContent();
    expect(Number(first)).toBeGreaterThan(0);
    expect(Number(first)).toBeLessThan(total);
    await window.getByTestId('chip-group').click();
    await window.getByRole('dialog').getByLabel('Nothing').check();
    await window.keyboard.press('Escape');
  });

  test('selects a range and sets a bring-forward date on it, case by case, with an undo', async () => {
    const { window } = launched;
    await window.getByTestId('view-mine').click();
    await expect(window.getByTestId('queue-row').first()).toBeVisible();
    await window.getByTestId('queue-grid').focus();
    await window.keyboard.press('Home');
    await window.keyboard.press('x');
    await window.keyboard.press('Shift+ArrowDown');
    await window.keyboard.press('Shift+ArrowDown');
    await expect(window.locator('[aria-selected="true"]')).toHaveCount(3);
    await window.keyboard.press('b');
    await window.getByTestId('bf-date').fill('2030-01-31');
    await window.getByTestId('bf-text').fill('Ask again');
    await window.getByTestId('bf-go').click();
    await expect(window.getByTestId('notice')).toContainText('3 cases');
    await expect(window.getByText('BF 2030-01-31')).not.toHaveCount(0);
    await window.getByTestId('notice').getByRole('button', { name: 'Undo' }).click();
    await expect(window.getByTestId('notice')).toContainText('Undone');
    await expect(window.locator('.case-due', { hasText: 'BF 2030-01-31' })).toHaveCount(0);
  });

  test('takes a case from the pool by one key', async () => {
    const { window } = launched;
    await window.getByTestId('view-pool').click();
    const first = window.getByTestId('queue-row').first();
    await expect(first).toHaveAttribute('data-cursor', 'true');
    const taken = await first.getAttribute('data-case');
    await window.getByTestId('queue-grid').focus();
    await window.keyboard.press('t');
    await expect(window.getByTestId('notice').last()).toContainText('1 case taken');
    await expect(window.locator(`[data-case="${taken}"]`)).toHaveCount(0);
    await expect(window.locator('[data-cursor="true"]')).toHaveCount(1);
  });

  test('saves a view, shows it again, and deletes it with an undo', async () => {
    const { window } = launched;
    await window.getByTestId('view-beyond-standard').click();
    await window.getByTestId('view-menu').click();
    await window.getByTestId('view-name').fill('Old ones');
    await window.getByTestId('save-view').click();
    const tab = window.locator('.view-tab', { hasText: 'Old ones' });
    await expect(tab).toHaveAttribute('aria-pressed', 'true');
    await window.getByTestId('view-all').click();
    await tab.click();
    await expect(window.getByTestId('chip-age')).toContainText('Beyond standard');
    await window.getByTestId('view-menu').click();
    await window.getByTestId('delete-view').click();
    await expect(tab).toHaveCount(0);
    await window.getByTestId('notice').last().getByRole('button', { name: 'Undo' }).click();
    await expect(tab).toHaveCount(1);
  });
});

test('a supervisor reassigns from the workload, with a reason and an undo', async () => {
  const launched = await launchSeeded({ cases: 300, who: supervisor });
  const { window } = launched;
  try {
    await window.getByTestId('rail-workload').click();
    const row = window.getByTestId('queue-row').first();
    await expect(row).toBeVisible();
    const grid = window.getByTestId('queue-grid');
    const lines = Number(await grid.getAttribute('aria-rowcount')) - 1;
    expect(lines).toBeGreaterThan(200);
    await grid.focus();
    await window.keyboard.press('Control+a');
    await expect(window.getByTestId('step-bar')).toContainText(`${lines} selected`);
    expect(await window.evaluate(() => getSelection()?.toString())).toBe('');
    await window.keyboard.press('Escape');
    await expect(window.getByTestId('step-bar')).toHaveCount(0);
    await row.locator('.case-select').click();
    await window.getByTestId('step-reassign').click();
    await window.getByTestId('reassign-to').selectOption({ index: 1 });
    await window.getByTestId('reassign-reason').fill('Balance the load');
    await window.getByTestId('reassign-go').click();
    const notice = window.getByTestId('notice').first();
    await expect(notice).toContainText(/reassigned|not done/u);
  } finally {
    await launched.close();
  }
});
