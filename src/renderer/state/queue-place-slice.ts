import type { PayloadAction } from '@reduxjs/toolkit';
import { createSelector, createSlice } from '@reduxjs/toolkit';
import type { QueueFilter, QueueOrder, SavedView } from '#shared/contract/queue.ts';
import type { BuiltInViewId } from './built-in-views.ts';
import { builtInViews, noFilter, standardOrder } from './built-in-views.ts';
import { leftAll } from './route-slice.ts';

/** A line that the cursor stands on. The id is the truth; the index is where the line was last seen. */
export interface Cursor {
  readonly caseId: string;
  readonly index: number;
}

/** A person's place in a list of cases: what is shown, in which order, where the cursor is, what is selected. */
export interface QueuePlace {
  readonly viewId: string;
  readonly filter: QueueFilter;
  readonly order: QueueOrder;
  readonly cursor: Cursor | null;
  readonly selected: readonly string[];
  /** Where a range selected with Shift begins. */
  readonly anchor: number | null;
  /** As many lines as fit: for going through a thousand at a time. */
  readonly dense: boolean;
}

/** The lists of cases. Each keeps its own place; the case screen goes to the next case of the one that was shown last. */
export type CaseListId = 'queue' | 'workload';

interface PlacesState {
  readonly shown: CaseListId;
  readonly places: Readonly<Record<CaseListId, QueuePlace>>;
}

function placeOf(viewId: BuiltInViewId): QueuePlace {
  const view = builtInViews[viewId];
  return { viewId, ...view, cursor: null, selected: [], anchor: null, dense: false };
}

const initialState: PlacesState = { shown: 'queue', places: { queue: placeOf('mine'), workload: placeOf('all') } };

const nothingChosen = { cursor: null, selected: [], anchor: null } as const;

function change(state: PlacesState, part: (place: QueuePlace) => Partial<QueuePlace>): PlacesState {
  const place = state.places[state.shown];
  return { ...state, places: { ...state.places, [state.shown]: { ...place, ...part(place) } } };
}

function nextOrder(order: QueueOrder, sort: QueueOrder['sort']): QueueOrder {
  if (order.sort !== sort) return { ...order, sort, descending: false };
  return order.descending ? { ...standardOrder, group: order.group } : { ...order, descending: true };
}

export const queuePlaceSlice = createSlice({
  name: 'queuePlace',
  initialState,
  reducers: {
    listShown: (state, { payload }: PayloadAction<CaseListId>): PlacesState => ({ ...state, shown: payload }),
    builtInViewChosen: (state, { payload }: PayloadAction<BuiltInViewId>) =>
      change(state, ({ dense }) => ({ ...placeOf(payload), dense })),
    savedViewChosen: (state, { payload }: PayloadAction<SavedView>) =>
      change(state, () => ({ viewId: payload.id, filter: payload.filter, order: payload.order, ...nothingChosen })),
    /** The present filter and order have been saved under this view. */
    viewSaved: (state, { payload }: PayloadAction<string>) => change(state, () => ({ viewId: payload })),
    filterChanged: (state, { payload }: PayloadAction<Partial<QueueFilter>>) =>
      change(state, ({ filter }) => ({ filter: { ...filter, ...payload }, ...nothingChosen })),
    /** Everything of the same holder. */
    filterCleared: (state) =>
      change(state, ({ filter }) => ({ filter: { ...noFilter, holder: filter.holder }, ...nothingChosen })),
    orderChanged: (state, { payload }: PayloadAction<Partial<QueueOrder>>) =>
      change(state, ({ order }) => ({ order: { ...order, ...payload }, cursor: null, anchor: null })),
    /** The same column again turns the direction, a third time returns to the default order. */
    sortToggled: (state, { payload }: PayloadAction<QueueOrder['sort']>) =>
      change(state, ({ order }) => ({ order: nextOrder(order, payload), cursor: null, anchor: null })),
    cursorMoved: (state, { payload }: PayloadAction<Cursor | null>) => change(state, () => ({ cursor: payload })),
    selectionToggled: (state, { payload: { caseId, index } }: PayloadAction<Cursor>) =>
      change(state, ({ selected }) => ({
        selected: selected.includes(caseId) ? selected.filter((id) => id !== caseId) : [...selected, caseId],
        anchor: index,
      })),
    selectionAdded: (state, { payload }: PayloadAction<readonly string[]>) =>
      change(state, ({ selected }) => ({ selected: [...new Set([...selected, ...payload])] })),
    selectionCleared: (state) => change(state, () => ({ selected: [], anchor: null })),
    densityTurned: (state) => change(state, ({ dense }) => ({ dense: !dense })),
  },
  extraReducers: (builder) => {
    builder.addCase(leftAll, () => initialState);
  },
  selectors: {
    selectQueuePlace: (state): QueuePlace => state.places[state.shown],
    selectCursor: (state): Cursor | null => state.places[state.shown].cursor,
    selectSelectedSet: createSelector(
      (state: PlacesState) => state.places[state.shown].selected,
      (selected): ReadonlySet<string> => new Set(selected),
    ),
  },
});

export const {
  listShown,
  builtInViewChosen,
  savedViewChosen,
  viewSaved,
  filterChanged,
  filterCleared,
  orderChanged,
  sortToggled,
  cursorMoved,
  selectionToggled,
  selectionAdded,
  selectionCleared,
  densityTurned,
} = queuePlaceSlice.actions;
export const { selectQueuePlace, selectCursor, selectSelectedSet } = queuePlaceSlice.selectors;
