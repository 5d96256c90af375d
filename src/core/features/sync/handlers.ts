import { bindHandlers, type DispatchTable } from '#shared/contract/frame-dispatcher.ts';
import { syncContract } from '#shared/contract/sync.ts';
import type { ClientContext } from '../../ports/client-lane.ts';
import type { Desk } from '../desk.ts';

export function syncHandlers(desk: Desk): DispatchTable<ClientContext> {
  return bindHandlers(syncContract, {
    'sync.status': () => desk.open.sync.status(),
    'sync.now': () => {
      desk.open.sync.now();
      return {};
    },
    'sync.set-offline': ({ offline }) => desk.open.sync.setOffline(offline),
  });
}
