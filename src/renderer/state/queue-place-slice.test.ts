import { describe, expect, it } from 'vitest';
import { queueFilter, queueOrder } from '#shared/contract/queue.ts';
import { builtInViews, noFilter, standardOrder } from './built-in-views.ts';
import * as place from './queue-place-slice.ts';
import { leftAll } from './route-slice.ts';

const { reducer } = place.queuePlaceSlice;
type Action = Parameters<typeof reducer>[1];
const after = (...actions: readonly Action[]) => actions.reduce(reducer, reducer(undefined, { type: 'start' }));
const shown = (...actions: readonly Action[]) => {
  const state = after(...actions);
  return state.places[state.shown];
};
const cursor = { caseId: 'a', index: 7 };

describe('the built-in views', () => {
  it('stand on the defaults of the contract', () => {
    expect(noFilter).toEqual(queueFilter.parse({}));
    expect(standardOrder).toEqual(queueOrder.parse({}));
  });

  it('are filters that the contract takes', () => {
    for (const view of Object.values(builtInViews)) expect(queueFilter.parse(view.filter)).toEqual(view.filter);
  });
});

describe('the place in the queue', () => {
  it('forgets cursor and selection when the filter changes, since they may not be in it', () => {
    const now = shown(
      place.cursorMoved(cursor),
      place.selectionAdded(['a', 'b']),
      place.filterChanged({ age: 'beyond' }),
    );
    expect(now).toMatchObject({ cursor: null, selected: [], anchor: null });
    expect(now.filter.age).toBe('beyond');
  });

  it('keeps the holder when the filters are cleared', () => {
    const now = shown(place.filterChanged({ holder: 'pool', text: 'x' }), place.filterCleared());
    expect(now.filter).toEqual({ ...noFilter, holder: 'pool' });
  });

  it('sorts up, down, and then by the default again', () => {
    expect(shown(place.sortToggled('name')).order).toMatchObject({ sort: 'name', descending: false });
    expect(shown(place.sortToggled('name'), place.sortToggled('name')).order.descending).toBe(true);
    const third = [place.sortToggled('name'), place.sortToggled('name'), place.sortToggled('name')];
    expect(shown(place.orderChanged({ group: 'stage' }), ...third).order).toEqual({ ...standardOrder, group: 'stage' });
  });

  it('selects a case once, and unselects it again', () => {
    expect(shown(place.selectionToggled(cursor), place.selectionAdded(['a', 'b'])).selected).toEqual(['a', 'b']);
    expect(shown(place.selectionToggled(cursor), place.selectionToggled(cursor)).selected).toEqual([]);
    expect(shown(place.selectionToggled(cursor)).anchor).toBe(7);
  });

  it('keeps a place for each list', () => {
    const state = after(place.cursorMoved(cursor), place.listShown('workload'), place.filterChanged({ text: 'x' }));
    expect(state.places.queue.cursor).toEqual(cursor);
    expect(state.places.queue.filter.text).toBe('');
    expect(state.places.workload.filter.text).toBe('x');
  });

  it('is forgotten when the person leaves', () => {
    expect(shown(place.filterChanged({ text: 'Okafor' }), leftAll()).filter.text).toBe('');
  });
});
