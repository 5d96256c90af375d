import { bindHandlers, type DispatchTable } from '#shared/contract/frame-dispatcher.ts';
import { queueContract } from '#shared/contract/queue.ts';
import type { ClientContext } from '../../ports/client-lane.ts';
import type { Desk } from '../desk.ts';
import { confirmedThrough } from '../sync/cursor-store.ts';
import { deleteView, readViews, saveView } from './saved-views.ts';
import { todayOf } from './service.ts';

export function queueHandlers(desk: Desk): DispatchTable<ClientContext> {
  return bindHandlers(queueContract, {
    'queue.window': (ask) => {
      const startedAt = performance.now();
      const { queue, db, clock } = desk.workspace;
      const now = clock.now();
      const found = queue.window(ask, now);
      return { ...found, today: todayOf(now), asOf: confirmedThrough(db), tookMs: performance.now() - startedAt };
    },
    'queue.position': ({ filter, order, caseId }) => {
      const { queue, clock } = desk.workspace;
      return queue.position(filter, order, caseId, clock.now());
    },
    'queue.neighbour': ({ filter, order, caseId, step }) => {
      const { queue, clock } = desk.workspace;
      return queue.neighbour(filter, order, caseId, step, clock.now());
    },
    'queue.views': () => {
      const { db, actor } = desk.workspace;
      return readViews(db, actor.officerId);
    },
    'queue.save-view': (view) => {
      const { db, actor } = desk.workspace;
      saveView(db, actor.officerId, view);
      return readViews(db, actor.officerId);
    },
    'queue.delete-view': ({ id }) => {
      const { db, actor } = desk.workspace;
      deleteView(db, actor.officerId, id);
      return readViews(db, actor.officerId);
    },
  });
}
