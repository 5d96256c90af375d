import { createGunzip } from 'node:zlib';
import type { preParsingAsyncHookHandler, RequestPayload } from 'fastify';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * A body that comes as gzip: a batch of acts shrinks to a third, which a slow link feels. What comes out counts against the
 * server's limit of a body, so a small one cannot grow without end.
 */
export const unpackBody: preParsingAsyncHookHandler = async (request, _reply, payload): Promise<RequestPayload> => {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return payload;
  if (encoding !== 'gzip') throw new AppError('bad-request', { field: 'content-encoding' });
  const unpacked: RequestPayload = createGunzip();
  // What the length in the header speaks of.
  unpacked.receivedEncodedLength = 0;
  payload.on('data', (bytes: Buffer) => {
    unpacked.receivedEncodedLength = (unpacked.receivedEncodedLength ?? 0) + bytes.length;
  });
  payload.on('error', (thrown) => (unpacked as ReturnType<typeof createGunzip>).destroy(thrown));
  return payload.pipe(unpacked as ReturnType<typeof createGunzip>);
};
