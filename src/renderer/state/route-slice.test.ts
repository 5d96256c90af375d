import { describe, expect, it } from 'vitest';
import { routeSlice, searchAsked, searchFocused, wentBack, wentTo } from './route-slice.ts';

const { reducer } = routeSlice;
type Action = Parameters<typeof reducer>[1];
const after = (...actions: readonly Action[]) => actions.reduce(reducer, reducer(undefined, { type: 'start' }));

describe('the route', () => {
  it('goes back to where one came from', () => {
    const state = after(wentTo({ screen: 'outbox' }), wentTo({ screen: 'settings' }), wentBack());
    expect(state.current).toEqual({ screen: 'outbox' });
  });

  it('leads out of the cases in one step, however many were gone through', () => {
    const state = after(
      wentTo({ screen: 'case', caseId: 'a' }),
      wentTo({ screen: 'case', caseId: 'b' }),
      wentTo({ screen: 'case', caseId: 'c' }),
      wentBack(),
    );
    expect(state.current).toEqual({ screen: 'queue' });
  });

  it('does not remember the same place twice', () => {
    expect(after(wentTo({ screen: 'outbox' }), wentTo({ screen: 'outbox' })).earlier).toHaveLength(1);
  });

  it('asks for the search once', () => {
    const asked = after(wentTo({ screen: 'outbox' }), searchAsked());
    expect(asked).toMatchObject({ current: { screen: 'queue' }, wantsSearch: true });
    expect(reducer(asked, searchFocused()).wantsSearch).toBe(false);
  });

  it('ends at the queue', () => {
    expect(after(wentBack(), wentBack()).current).toEqual({ screen: 'queue' });
  });
});
