import { bindHandlers, type DispatchTable } from '#shared/contract/frame-dispatcher.ts';
import { sessionContract } from '#shared/contract/session.ts';
import type { ClientContext } from '../../ports/client-lane.ts';
import type { Desk } from '../desk.ts';
import type { HttpCentral } from '../sync/http-central.ts';
import { requireCentral, signInDemo, signOut } from './service.ts';

/** The part of the session contract that is about people; the store's own part is answered by boot. */
const {
  'session.current': current,
  'session.demo-people': demoPeople,
  'session.demo-sign-in': demoSignIn,
  'session.sign-out': signOutMethod,
} = sessionContract;

const personContract = {
  'session.current': current,
  'session.demo-people': demoPeople,
  'session.demo-sign-in': demoSignIn,
  'session.sign-out': signOutMethod,
};

export function sessionHandlers(desk: Desk, central: HttpCentral | null): DispatchTable<ClientContext> {
  return bindHandlers(personContract, {
    'session.current': () => desk.workspace.session,
    'session.demo-people': () => requireCentral(central).demoPeople(),
    'session.demo-sign-in': ({ officerId }) => signInDemo(desk, central, officerId),
    'session.sign-out': () => {
      signOut(desk);
      return {};
    },
  });
}
