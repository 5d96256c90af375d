import type { coreEvents } from '#shared/contract/events.ts';
import { joinTables } from '#shared/contract/frame-dispatcher.ts';
import type { Cipher } from '../db/cipher.ts';
import { migrations } from '../db/migrations/all.ts';
import { nodeDisk } from '../disk/node-disk.ts';
import { createFeatures, type Features } from '../features/all-features.ts';
import { documentHandlers, viewerHandlers } from '../features/viewer/handlers.ts';
import { Viewer } from '../features/viewer/service.ts';
import type { Clock } from '../features/workspace/clock.ts';
import { chooseEngine } from '../page-engine/engine-process.ts';
import { PageEngine } from '../page-engine/page-engine.ts';
import type { CoreLink } from '../ports/core-link.ts';
import { logBug } from './core-log.ts';
import { guardTable } from './guard-table.ts';
import { storeHandlers } from './store-handlers.ts';
import { StoreSession } from './store-session.ts';

export interface CoreOptions {
  /** AES by the deployment's wish; AEGIS where it has none. */
  readonly cipher?: Cipher;
  readonly clock?: Clock;
  readonly onBug?: (where: string, thrown: unknown) => void;
}

export interface RunningCore {
  readonly session: StoreSession;
  readonly features: Features;
}

/** Makes a core of a link: opens the store as far as that goes without a person, and answers calls from the start. */
export async function startCore(link: CoreLink<typeof coreEvents>, options: CoreOptions = {}): Promise<RunningCore> {
  const onBug = options.onBug ?? logBug;
  const init = await link.init;
  const session = new StoreSession({
    dataDir: init.dataDir,
    disk: nodeDisk,
    keychain: link.keychain,
    cipher: options.cipher ?? 'aegis',
    migrations,
    now: () => new Date().toISOString(),
  });
  session.onChange((status) => link.broadcast('store.changed', status));
  const clock = options.clock === undefined ? {} : { clock: options.clock };
  const engine = new PageEngine({ start: chooseEngine() });
  const features = createFeatures({ session, link, init, engine, onBug, ...clock });
  const { documents, reader } = features;
  const viewer = new Viewer({ openStore: () => session.requireOpen(), documents, reader, engine });
  session.onOpen(() => () => viewer.forget());
  const start = session.start();
  // A bug there must not leave every later call unanswered.
  const started = start.catch((thrown: unknown) => onBug('start', thrown));
  const guard = { started, onDamage: (): void => void session.reportDamage() };
  link.serve({
    windows: guardTable(joinTables(storeHandlers(session), features.windows, viewerHandlers(viewer)), guard),
    documents: guardTable(documentHandlers(viewer), guard),
    onDrain: async () => {
      engine.close();
      await features.onDrain();
      await session.close();
    },
    onBug,
  });
  await start;
  return { session, features };
}
