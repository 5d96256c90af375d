import { bindHandlers, type DispatchTable } from '#shared/contract/frame-dispatcher.ts';
import { sessionContract } from '#shared/contract/session.ts';
import type { ClientContext } from '../ports/client-lane.ts';
import type { StoreSession } from './store-session.ts';

const storeContract = {
  'store.status': sessionContract['store.status'],
  'store.create': sessionContract['store.create'],
  'store.unlock': sessionContract['store.unlock'],
  'store.lock': sessionContract['store.lock'],
  'store.recovery-seen': sessionContract['store.recovery-seen'],
};

/** The `store.*` part of the contract. */
export function storeHandlers(session: StoreSession): DispatchTable<ClientContext> {
  return bindHandlers<typeof storeContract, ClientContext>(storeContract, {
    'store.status': () => session.settled(),
    'store.create': ({ passphrase }) => session.create(passphrase),
    'store.unlock': (how) => session.unlock(how),
    'store.lock': () => session.lock(),
    'store.recovery-seen': () => session.recoverySeen(),
  });
}
