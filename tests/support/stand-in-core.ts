import * as z from 'zod';
import type { ClientContext } from '#core/ports/client-lane.ts';
import { CoreLink } from '#core/ports/core-link.ts';
import type { CorePort } from '#core/ports/core-port.ts';
import { method } from '#shared/contract/define.ts';
import { bindHandlers } from '#shared/contract/frame-dispatcher.ts';
import { documentsContract } from '#shared/contract/host-contract.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Methods with which a test can drive the wiring between processes; the real core has none of them. */
export const standInContract = {
  'test.echo': method({ args: z.object({ value: z.unknown() }), value: z.unknown(), repeatable: true }),
  /** Answers only when `test.release` is called. */
  'test.hold': method({ args: z.object({ name: z.string() }), value: z.string(), repeatable: true }),
  'test.release': method({ args: z.object({ name: z.string() }), value: z.boolean(), repeatable: true }),
  'test.fail': method({
    args: z.object({ code: z.enum(['disk-full', 'internal']) }),
    value: z.never(),
    repeatable: true,
  }),
  /** Dies each time, although it says that it may be repeated. */
  'test.die-always': method({ args: z.object({}), value: z.never(), repeatable: true }),
  'test.die': method({ args: z.object({}), value: z.never(), repeatable: false }),
  'test.announce': method({ args: z.object({ text: z.string() }), value: z.null(), repeatable: true }),
  'test.keychain': method({
    args: z.object({ secret: z.instanceof(Uint8Array) }),
    value: z.unknown(),
    repeatable: true,
  }),
  'test.who': method({
    args: z.object({}),
    value: z.object({ pid: z.number(), clientId: z.number() }),
    repeatable: true,
  }),
};

export const standInEvents = { 'test.announced': z.object({ text: z.string() }) };

/** Deterministic bytes of a document that exists only here: byte i is i modulo 251. */
export const standInDocument = {
  sha256: 'ab'.repeat(32),
  sizeBytes: 3 * 1024 * 1024 + 17,
  bytes: (start: number, endExclusive: number): Uint8Array =>
    Uint8Array.from({ length: endExclusive - start }, (_, index) => (start + index) % 251),
} as const;

/** A 1 by 1 PNG. */
const onePixel = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

/** Serves the contract above over a real port: the real frames, dispatcher and link, with toy methods. */
export function serveStandInCore(port: CorePort, onDeath: () => void): void {
  const link = new CoreLink<typeof standInEvents>(port);
  const held = new Map<string, () => void>();
  const release = (name: string): boolean => {
    held.get(name)?.();
    return held.delete(name);
  };
  // An event of main's that only tests send.
  link.onHostEvent(
    'test.release' as 'app.locked',
    (payload) => void release((payload as unknown as { name: string }).name),
  );
  const windows = bindHandlers<typeof standInContract, ClientContext>(standInContract, {
    'test.echo': ({ value }) => value,
    'test.hold': ({ name }) => new Promise<string>((resolve) => held.set(name, () => resolve(name))),
    'test.release': ({ name }) => release(name),
    'test.fail': ({ code }) => {
      if (code === 'internal') throw new Error('the applicant is called Somebody');
      throw new AppError(code, { freeBytes: 0 });
    },
    'test.die-always': () => {
      onDeath();
      throw new AppError('internal');
    },
    'test.die': () => {
      onDeath();
      throw new AppError('internal');
    },
    'test.announce': ({ text }) => {
      link.broadcast('test.announced', { text });
      return null;
    },
    'test.keychain': async ({ secret }) => {
      const status = await link.keychain.status();
      if (!status.usable) return { status };
      return { status, back: await link.keychain.unwrap(await link.keychain.wrap(secret)) };
    },
    'test.who': (_args, { clientId }) => ({ pid: process.pid, clientId }),
  });
  const known = (sha256: string): void => {
    if (sha256 !== standInDocument.sha256) throw new AppError('document-not-found');
  };
  const documents = bindHandlers(documentsContract, {
    'document.head': ({ sha256 }) => {
      known(sha256);
      return { sizeBytes: standInDocument.sizeBytes, mime: 'application/pdf' };
    },
    'document.read': ({ sha256, start, endExclusive }) => {
      known(sha256);
      return standInDocument.bytes(start, Math.min(endExclusive, standInDocument.sizeBytes));
    },
    'page.render': ({ sha256 }) => {
      known(sha256);
      return { mime: 'image/png', bytes: onePixel };
    },
  });
  link.serve({ windows, documents, onDrain: () => undefined, onBug: () => undefined });
}
