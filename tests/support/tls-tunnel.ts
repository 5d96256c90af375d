import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';

/** Certificates are made by OpenSSL's own program; where it is missing, what needs one is skipped and says so. */
export function canMakeCertificates(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    // Not on this machine.
    return false;
  }
}

/** The name under which central is reached; no name server knows it, so only the proxy can. */
export const tunnelHost = 'central.test';

export interface TlsTunnel {
  /** For the workstation: central's address, the proxy's, and the file of the authority. */
  readonly centralUrl: string;
  readonly proxyUrl: string;
  readonly authority: string;
  /** What the proxy was asked to reach. */
  readonly asked: readonly string[];
  /** Everything that it passed on towards central. */
  readonly passed: () => Buffer;
  stop(): Promise<void>;
}

function makeCertificate(folder: string): { readonly key: string; readonly authority: string } {
  const [key, authority] = [join(folder, 'key.pem'), join(folder, 'authority.pem')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc', '-days', '2'];
  const name = ['-subj', `/CN=${tunnelHost}`, '-addext', `subjectAltName=DNS:${tunnelHost}`];
  execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key, '-out', authority, ...name], { stdio: 'ignore' });
  return { key, authority };
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** An office's way out: a proxy that knows CONNECT only, and behind it TLS before central, by an authority of the office's own. */
export async function startTlsTunnel(centralUrl: string, folder: string): Promise<TlsTunnel> {
  const { key, authority } = makeCertificate(folder);
  const sockets = new Set<Socket>();
  const joinLines = (one: Socket, other: Socket): void => {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      sockets.add(from);
      // Lines end as they like: each side hears of it by its own end.
      from.on('error', () => undefined);
      from.once('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  };
  const central = Number(new URL(centralUrl).port);
  const tls = createTlsServer({ key: readFileSync(key), cert: readFileSync(authority) }, (socket) =>
    joinLines(socket, connect(central, '127.0.0.1')),
  );
  // A workstation that does not trust the authority hangs up in the middle.
  tls.on('tlsClientError', () => undefined);
  const tlsPort = await listening(tls);
  const asked: string[] = [];
  const passed: Buffer[] = [];
  const proxy = createServer((_request, response) => response.writeHead(405).end());
  proxy.on('connect', (request, socket: Socket, head) => {
    asked.push(request.url ?? '');
    const onwards = connect(tlsPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onwards.write(head);
      socket.on('data', (bytes: Buffer) => passed.push(bytes));
      joinLines(socket, onwards);
    });
  });
  const proxyPort = await listening(proxy);
  return {
    centralUrl: `https://${tunnelHost}:${tlsPort}`,
    proxyUrl: `http://127.0.0.1:${proxyPort}`,
    authority,
    asked,
    passed: () => Buffer.concat(passed),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      for (const server of [proxy, tls]) {
        server.close();
        await once(server, 'close');
      }
    },
  };
}
