import { bindHandlers, type DispatchTable } from '#shared/contract/frame-dispatcher.ts';
import { tripContract } from '#shared/contract/trip.ts';
import type { ClientContext } from '../../ports/client-lane.ts';
import type { Desk } from '../desk.ts';

export function tripHandlers(desk: Desk): DispatchTable<ClientContext> {
  return bindHandlers(tripContract, {
    'trip.estimate': ({ choice }) => desk.open.trip.estimate(choice),
    'trip.probe': ({ choice }) => desk.open.trip.probe(choice),
    'trip.plan': () => desk.open.trip.plan(),
    'trip.start': ({ planId, choice }) => desk.open.trip.start(planId, choice),
    'trip.pause': ({ paused }) => desk.open.trip.pause(paused),
    'trip.check': () => desk.open.trip.checkNow(),
    'trip.cancel': () => {
      desk.open.trip.cancel();
      return {};
    },
  });
}
