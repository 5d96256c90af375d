import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { DocumentPlace } from '#central/documents/document-place.ts';

export interface TestObjectStore {
  readonly place: Extract<DocumentPlace, { kind: 's3' }>;
  /** The folder in which the server keeps its objects. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** A real server that speaks S3 (s3rver), with an empty bucket. */
export async function startObjectStore(): Promise<TestObjectStore> {
  const folder = await mkdtemp(join(tmpdir(), 'dossier-objects-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'dossier', configs: [] }],
  });
  const { port } = await server.run();
  return {
    folder,
    place: {
      kind: 's3',
      endpoint: `http://127.0.0.1:${port}`,
      bucket: 'dossier',
      prefix: 'central/',
      region: 'us-east-1',
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
      sessionToken: null,
    },
    stop: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
