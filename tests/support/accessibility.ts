import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.1 A and AA, the levels of EN 301 549. */
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

interface AxeNode {
  readonly target: readonly unknown[];
  readonly failureSummary?: string;
}
interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly AxeNode[];
}

/** What axe finds wrong on the page as it stands now: one line a rule and place, empty where all is well. */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  // Colours that are on their way from one theme or state to another are nobody's choice.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((each) => each.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map((each) => each.finished),
    ),
  );
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (values): Promise<readonly AxeViolation[]> => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: unknown): Promise<{ violations: readonly AxeViolation[] }> };
    };
    const found = await axe.run({ runOnly: { type: 'tag', values } });
    return found.violations;
  }, levels);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}
