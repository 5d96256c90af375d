import type { PayloadAction } from '@reduxjs/toolkit';
import { createSlice } from '@reduxjs/toolkit';

export type ScreenId = 'queue' | 'case' | 'outbox' | 'workload' | 'trip' | 'settings';

/** Where the window is. A case carries what it was asked for: a document or a tab of the desk to show first. */
export type Route =
  | { readonly screen: Exclude<ScreenId, 'case'> }
  | { readonly screen: 'case'; readonly caseId: string; readonly documentId?: string; readonly tab?: 'decide' };

interface RouteState {
  readonly current: Route;
  readonly earlier: readonly Route[];
  /** The queue's search is to take the focus as soon as it stands. */
  readonly wantsSearch: boolean;
}

/** Enough to walk back through a morning's work; what is older is forgotten. */
const mostEarlier = 50;

const initialState: RouteState = { current: { screen: 'queue' }, earlier: [], wantsSearch: false };

function isSame(one: Route, other: Route): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export const routeSlice = createSlice({
  name: 'route',
  initialState,
  reducers: {
    wentTo(state, { payload }: PayloadAction<Route>): RouteState {
      if (isSame(state.current, payload)) return state;
      // From case to case (next, previous) one step back leads out of the cases.
      const stays = state.current.screen === 'case' && payload.screen === 'case';
      const earlier = stays ? state.earlier : [...state.earlier, state.current].slice(-mostEarlier);
      return { current: payload, earlier, wantsSearch: false };
    },
    wentBack(state): RouteState {
      const current = state.earlier.at(-1);
      return current === undefined
        ? initialState
        : { current, earlier: state.earlier.slice(0, -1), wantsSearch: false };
    },
    searchAsked(state): RouteState {
      const isThere = state.current.screen === 'queue';
      const earlier = isThere ? state.earlier : [...state.earlier, state.current].slice(-mostEarlier);
      return { current: { screen: 'queue' }, earlier, wantsSearch: true };
    },
    searchFocused: (state): RouteState => ({ ...state, wantsSearch: false }),
    leftAll: (): RouteState => initialState,
  },
  selectors: {
    selectRoute: (state): Route => state.current,
    selectWantsSearch: (state): boolean => state.wantsSearch,
    selectCanGoBack: (state): boolean => state.earlier.length > 0,
  },
});

export const { wentTo, wentBack, searchAsked, searchFocused, leftAll } = routeSlice.actions;
export const { selectRoute, selectCanGoBack, selectWantsSearch } = routeSlice.selectors;
