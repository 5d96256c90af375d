import { describe, expect, it } from 'vitest';
import { drawInTurn } from './drawing-queue.ts';

function gate(): { readonly open: () => void; readonly passed: Promise<void> } {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
}

const { signal } = new AbortController();

describe('pages that wait to be drawn', () => {
  it('are drawn two at a time, the one in view first as it stands when its turn comes', async () => {
    const gates = [gate(), gate()];
    const begun: string[] = [];
    const busy = gates.map(({ passed }, at) =>
      drawInTurn(
        () => 0,
        signal,
        () => (begun.push(`busy ${at}`), passed),
      ),
    );
    let urgencyOfFar = 5;
    const near = drawInTurn(
      () => 1,
      signal,
      async () => void begun.push('near'),
    );
    const far = drawInTurn(
      () => urgencyOfFar,
      signal,
      async () => void begun.push('far'),
    );
    await Promise.resolve();
    expect(begun).toEqual(['busy 0', 'busy 1']);
    urgencyOfFar = 0;
    gates[0]?.open();
    await Promise.all([near, far]);
    expect(begun.slice(2)).toEqual(['far', 'near']);
    gates[1]?.open();
    await Promise.all(busy);
  });

  it('are left out once nobody wants them, and one that fails does not hold up the rest', async () => {
    const gates = [gate(), gate()];
    const busy = gates.map(({ passed }) =>
      drawInTurn(
        () => 0,
        signal,
        () => passed,
      ),
    );
    const unwanted = new AbortController();
    const dropped = drawInTurn(
      () => 0,
      unwanted.signal,
      () => Promise.reject(new Error('it was begun')),
    );
    unwanted.abort();
    await expect(dropped).rejects.toThrow(/abort/u);
    const broken = drawInTurn(
      () => 0,
      signal,
      () => Promise.reject(new Error('broken')),
    );
    const after = drawInTurn(
      () => 1,
      signal,
      () => Promise.resolve('drawn'),
    );
    gates.forEach(({ open }) => open());
    await expect(broken).rejects.toThrow('broken');
    expect(await after).toBe('drawn');
    await Promise.all(busy);
  });
});
