import type { CoreCaller } from './core-api.ts';
import { coreApi } from './core-api.ts';
import { deviceApi, isChangingSettings } from './device-endpoints.ts';
import type { AppStore } from './store.ts';

/** Most often that the queue is read anew while cases stream in: every read costs the core a few milliseconds. */
const renewQueueEveryMs = 250;

type Stale = Parameters<typeof coreApi.util.invalidateTags>[0];

/** Turns the core's events into fresh or stale cache entries. Nothing else in the renderer listens to the core. */
export function followCore(core: CoreCaller, store: AppStore): void {
  const { dispatch } = store;
  const stale = (tags: Stale): void => {
    dispatch(coreApi.util.invalidateTags(tags));
  };
  core.on('store.changed', (status) => {
    void dispatch(deviceApi.util.upsertQueryData('storeStatus', {}, status));
    if (status.state === 'open') {
      void dispatch(deviceApi.endpoints.session.initiate({}, { forceRefetch: true, subscribe: false }));
      stale(['Queue', 'Views', 'Case', 'People', 'Outbox', 'Document', 'Storage']);
    }
  });
  core.on('session.changed', ({ session }) => {
    void dispatch(deviceApi.util.upsertQueryData('session', {}, session));
    stale(['Queue', 'Views', 'Case', 'People', 'Outbox']);
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
  core.on('outbox.changed', () => stale(['Outbox']));
  core.on('document.changed', ({ sha256 }) => stale([{ type: 'Document', id: sha256 }]));
}

/** Everything is asked again: after the core was lost and is back, events may have been missed. */
export function renewAll(store: AppStore): void {
  store.dispatch(coreApi.util.invalidateTags(['Queue', 'Views', 'Case', 'People', 'Outbox', 'Document', 'Storage']));
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
