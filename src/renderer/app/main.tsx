import { createRoot } from 'react-dom/client';
import { shell } from '../client/shell.ts';
import { startI18n } from '../i18n/i18n.ts';
import { builtInViews } from '../state/built-in-views.ts';
import { followCore, renewAll } from '../state/core-events.ts';
import { coreLineChanged } from '../state/core-line-slice.ts';
import { deviceApi } from '../state/device-endpoints.ts';
import { queueApi, queueWindowArgs } from '../state/queue-endpoints.ts';
import { makeStore } from '../state/store.ts';
import { App } from './app.tsx';
import { connectCore } from './window-core.ts';

const bridge = shell();
const core = connectCore();
const store = makeStore(core);
followCore(core, store);

// Asked in the first tick, before anything is drawn: the answers come while React starts.
void store.dispatch(deviceApi.endpoints.storeStatus.initiate({}));
void store.dispatch(deviceApi.endpoints.session.initiate({}));
void store.dispatch(deviceApi.endpoints.settings.initiate({}));
void store.dispatch(deviceApi.endpoints.syncStatus.initiate({}));
if (bridge.boot.kind === 'main') {
  const { filter, order } = builtInViews.mine;
  void store.dispatch(queueApi.endpoints.queueWindow.initiate(queueWindowArgs(filter, order, 0)));
}

store.dispatch(coreLineChanged(core.state));
core.onState((state) => {
  const wasLost = ['lost', 'failed'].includes(store.getState().coreLine.now);
  store.dispatch(coreLineChanged(state));
  if (state === 'ready' && wasLost) renewAll(store);
});

startI18n(bridge.boot.appearance.language);
const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no root');
createRoot(root).render(<App store={store} shell={bridge} restartCore={() => core.restart()} />);
