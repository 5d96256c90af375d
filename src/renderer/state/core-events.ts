import type { CoreCaller } from './core-api.ts';
import { coreApi } from './core-api.ts';
import { deviceApi, isChangingSettings } from './device-endpoints.ts';
import { leftAll } from './route-slice.ts';
import type { AppStore } from './store.ts';

/** Most often that the queue is read anew while cases stream in: every read costs the core a few milliseconds. */
const renewQueueEveryMs = 250;

/** A plan of five hundred cases is some hundred kilobytes; its progress is looked at, not counted by. */
const renewTripEveryMs = 500;

type Stale = Parameters<typeof coreApi.util.invalidateTags>[0];

/** Turns the core's events into fresh or stale cache entries. Nothing else in the renderer listens to the core. */
export function followCore(core: CoreCaller, store: AppStore): void {
  const { dispatch } = store;
  const stale = (tags: Stale): void => {
    dispatch(coreApi.util.invalidateTags(tags));
  };
  core.on('store.changed', (status) => {
    void dispatch(deviceApi.util.upsertQueryData('storeStatus', {}, status));
    if (status.state !== 'open') forgetCases(store);
    else {
      void dispatch(deviceApi.endpoints.session.initiate({}, { forceRefetch: true, subscribe: false }));
      stale(['Queue', 'Views', 'Case', 'People', 'Outbox', 'Document', 'Storage', 'Trip']);
    }
  });
  core.on('session.changed', ({ session }) => {
    const before = deviceApi.endpoints.session.select({})(store.getState()).data?.actor.officerId;
    void dispatch(deviceApi.util.upsertQueryData('session', {}, session));
    if (before !== undefined && before !== session?.actor.officerId) {
      forgetCases(store);
      dispatch(leftAll());
    }
    stale(['Queue', 'Views', 'Case', 'People', 'Outbox', 'Trip']);
  });
  core.on('settings.changed', (settings) => {
    if (isChangingSettings(store.getState().core.mutations)) return;
    void dispatch(deviceApi.util.upsertQueryData('settings', {}, settings));
  });
  core.on('sync.changed', (status) => {
    void dispatch(deviceApi.util.upsertQueryData('syncStatus', {}, status));
  });
  const renewQueue = atMostEvery(renewQueueEveryMs, () => stale(['Queue', 'Storage']));
  core.on('cases.changed', ({ cases }) => {
    renewQueue();
    stale(cases === null ? ['Case', 'People'] : cases.map((id) => ({ type: 'Case', id })));
  });
  const renewTrip = atMostEvery(renewTripEveryMs, () => stale(['Trip']));
  core.on('trip.changed', renewTrip);
  core.on('outbox.changed', () => stale(['Outbox']));
  core.on('document.changed', ({ sha256 }) => stale([{ type: 'Document', id: sha256 }]));
}

const ofTheDevice: ReadonlySet<string> = new Set(['storeStatus', 'session', 'settings', 'syncStatus']);

/** The store was closed or another person works: what the last one read leaves the memory of the page at once. */
function forgetCases(store: AppStore): void {
  for (const [queryCacheKey, entry] of Object.entries(store.getState().core.queries)) {
    if (entry?.endpointName !== undefined && !ofTheDevice.has(entry.endpointName)) {
      store.dispatch(coreApi.internalActions.removeQueryResult({ queryCacheKey: queryCacheKey as never }));
    }
  }
}

/** Everything is asked again: after the core was lost and is back, events may have been missed. */
export function renewAll(store: AppStore): void {
  store.dispatch(
    coreApi.util.invalidateTags(['Queue', 'Views', 'Case', 'People', 'Outbox', 'Document', 'Storage', 'Trip']),
  );
  const anew = { forceRefetch: true, subscribe: false } as const;
  void store.dispatch(deviceApi.endpoints.storeStatus.initiate({}, anew));
  void store.dispatch(deviceApi.endpoints.session.initiate({}, anew));
  void store.dispatch(deviceApi.endpoints.syncStatus.initiate({}, anew));
}

/** Runs at once, then at most once per interval, and never forgets the last call. */
function atMostEvery(intervalMs: number, run: () => void): () => void {
  let lastAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    if (timer !== undefined) return;
    const wait = Math.max(0, lastAt + intervalMs - performance.now());
    timer = setTimeout(() => {
      timer = undefined;
      lastAt = performance.now();
      run();
    }, wait);
  };
}
