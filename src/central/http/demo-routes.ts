import type { FastifyInstance } from 'fastify';
import { AppError } from '#shared/errors/app-error.ts';
import { failureBody } from '#shared/protocol/failure.ts';
import type { SignInResponse } from '#shared/protocol/identity.ts';
import { demoPeople, demoSignInRequest, signInResponse } from '#shared/protocol/identity.ts';
import type { Central } from '../central.ts';
import { actorOf, findPerson, listDemoPeople } from '../identity/people-store.ts';
import { described } from './json-schema.ts';

const failure = described(failureBody);

/** The demo's door: whoever asks may be one of the people that the demo office puts there. */
async function signInDemo(central: Central, body: unknown, from: string): Promise<SignInResponse> {
  const { officerId } = demoSignInRequest.parse(body);
  const person = await central.database.read((db) => findPerson(db, officerId));
  const now = central.sync.clock.now();
  const entry = { at: now, device: null, from, what: 'sign-in:demo', subject: null, act: null };
  if (person === null || person.demoRole === null || !person.active) {
    await central.audit.record('central', { ...entry, who: officerId, outcome: 'denied', code: 'not-permitted' });
    throw new AppError('not-permitted');
  }
  const { token, expiresAt } = await central.tokens.issueDemo(officerId);
  await central.audit.record(person.officeId, { ...entry, who: officerId, outcome: 'done', code: null });
  return { token, actor: actorOf(person), expiresAt, now };
}

/** Registered in demo mode only; elsewhere these paths do not exist. */
export function registerDemoRoutes(server: FastifyInstance, central: Central): void {
  server.get(
    '/demo/people',
    {
      schema: {
        summary: 'Who can be chosen in the demo',
        tags: ['demo'],
        response: { 200: described(demoPeople), default: failure },
      },
    },
    async () => {
      const people = await central.database.read(listDemoPeople);
      return people.map(({ officerId, name, officeId, demoRole }) => ({ officerId, name, officeId, role: demoRole }));
    },
  );
  server.post(
    '/demo/sign-in',
    {
      bodyLimit: 4096,
      schema: {
        summary: 'Sign in as one of them',
        tags: ['demo'],
        body: described(demoSignInRequest),
        response: { 200: described(signInResponse), default: failure },
      },
    },
    async (request) => signInDemo(central, request.body, request.ip),
  );
}
