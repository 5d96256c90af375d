import { backupContract } from '#shared/contract/backup.ts';
import { bindHandlers, type DispatchTable } from '#shared/contract/frame-dispatcher.ts';
import type { StoreSession } from '../../boot/store-session.ts';
import type { ClientContext } from '../../ports/client-lane.ts';
import type { Desk } from '../desk.ts';

export function backupHandlers(desk: Desk, session: StoreSession): DispatchTable<ClientContext> {
  return bindHandlers(backupContract, {
    'backup.list': () => {
      const { keeper } = desk.open;
      const { folder, running } = session.backups;
      return { folder, backups: [...session.backups.list()], running, problem: keeper.problem };
    },
    'backup.now': () => desk.open.keeper.now(),
    'backup.put-back': async ({ id }) => {
      await session.putBack(id);
      return {};
    },
  });
}
