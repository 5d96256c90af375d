import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { corePortOverChannel } from '#core/ports/channel-port.ts';
import { startChannelCore } from '#main/core-host/channel-core.ts';
import { startChildCore } from '#main/core-host/child-core.ts';
import { CoreHost } from '#main/core-host/core-host.ts';
import type { StartCore } from '#main/core-host/core-process.ts';
import { keychainServices } from '#main/platform/keychain-custody.ts';
import { frameVersion } from '#shared/contract/frames.ts';
import { openShellWindow, type ShellWindow, whenState } from '#support/shell-window.ts';
import { serveStandInCore, type standInContract, standInDocument, type standInEvents } from '#support/stand-in-core.ts';

type TestWindow = ShellWindow<typeof standInContract, typeof standInEvents>;

const coreFile = fileURLToPath(new URL('../support/stand-in-core-process.ts', import.meta.url));
const childCore: StartCore = startChildCore(process.execPath, coreFile, { ...process.env, NODE_OPTIONS: '' });
const channelCore: StartCore = startChannelCore((port) => {
  serveStandInCore(corePortOverChannel(port), () => port.close());
});

/** A keychain that turns every byte around; it stands for safeStorage, which only Electron has. */
const storage = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret' as const,
  encryptString: (text: string) => Buffer.from(text).reverse(),
  decryptString: (wrapped: Buffer) => Buffer.from(wrapped).reverse().toString(),
};

const hosts: CoreHost[] = [];
const logged: string[] = [];

function startHost(start: StartCore, platform: NodeJS.Platform = 'linux', backend = storage): CoreHost {
  const host = new CoreHost({
    start,
    init: {
      frameVersion,
      dataDir: '/nowhere',
      centralUrl: null,
      appVersion: '0.0.0',
      locale: 'en',
      platform,
      packaged: false,
    },
    services: keychainServices(backend, platform, Promise.resolve()),
    log: (event) => logged.push(event),
  });
  hosts.push(host);
  host.start();
  return host;
}

const openWindow = (host: CoreHost): TestWindow => openShellWindow<typeof standInContract, typeof standInEvents>(host);

afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.stop()));
});

describe.each([
  ['as a child of Node', childCore],
  ['in the same process', channelCore],
] as const)('a core %s', (_way, start) => {
  it('answers calls that were made before it was up, bytes as bytes', async () => {
    const { client } = openWindow(startHost(start));
    await expect(client.call('test.echo', { value: Uint8Array.of(1, 2, 255) })).resolves.toEqual(
      Uint8Array.of(1, 2, 255),
    );
    expect(client.state).toBe('ready');
  });

  it('gives malformed calls bad-request and unknown ones unknown-method, and lives on', async () => {
    const { client } = openWindow(startHost(start));
    await expect(client.call('test.hold', { name: 5 } as never)).rejects.toMatchObject({ code: 'bad-request' });
    await expect(client.call('test.nothing' as never, null as never)).rejects.toMatchObject({ code: 'unknown-method' });
    await expect(client.call('test.fail', { code: 'disk-full' })).rejects.toMatchObject({ code: 'disk-full' });
    const bug = client.call('test.fail', { code: 'internal' });
    await expect(bug).rejects.toMatchObject({ code: 'internal', details: {} });
    await expect(client.call('test.echo', { value: 1 })).resolves.toBe(1);
  });

  it('keeps windows apart and tells events to all of them', async () => {
    const host = startHost(start);
    const [first, second] = [openWindow(host), openWindow(host)];
    const who = await Promise.all([first.client.call('test.who', {}), second.client.call('test.who', {})]);
    expect(new Set(who.map(({ clientId }) => clientId)).size).toBe(2);
    const heard = [first, second].map(
      ({ client }) => new Promise((resolve) => client.on('test.announced', ({ text }) => resolve(text))),
    );
    await first.client.call('test.announce', { text: 'changed' });
    await expect(Promise.all(heard)).resolves.toEqual(['changed', 'changed']);
  });

  it('reads documents for main', async () => {
    const host = startHost(start);
    const { sha256, sizeBytes } = standInDocument;
    await expect(host.call('document.head', { sha256 })).resolves.toEqual({ sizeBytes, mime: 'application/pdf' });
    await expect(host.call('document.read', { sha256, start: 10, endExclusive: 20 })).resolves.toEqual(
      standInDocument.bytes(10, 20),
    );
    const tooMuch = host.call('document.read', { sha256, start: 0, endExclusive: 2 ** 21 });
    await expect(tooMuch).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('lets the core wrap and unwrap a key through main', async () => {
    const { client } = openWindow(startHost(start));
    const secret = Uint8Array.of(0, 1, 2, 254, 255);
    await expect(client.call('test.keychain', { secret })).resolves.toEqual({
      status: { usable: true, backend: 'gnome_libsecret' },
      back: secret,
    });
  });

  it('lets running calls end before it stops, and refuses new ones', async () => {
    const host = startHost(start);
    const { client } = openWindow(host);
    const running = client.call('test.hold', { name: 'a' });
    await client.call('test.echo', { value: 'the call before has arrived' });
    const stopped = host.stop();
    await expect(client.call('test.echo', { value: 1 })).rejects.toMatchObject({ code: 'draining' });
    host.emit('test.release' as never, { name: 'a' } as never);
    await expect(running).resolves.toBe('a');
    await stopped;
    expect(host.state).toBe('stopped');
  });
});

describe('a core that dies', () => {
  it('is started again, and an unanswered call is answered by the new one', async () => {
    const host = startHost(childCore);
    const { client } = openWindow(host);
    const states: string[] = [];
    client.onState((state) => states.push(state));
    const { pid } = await client.call('test.who', {});
    const unanswered = client.call('test.hold', { name: 'late' });
    const release = async (): Promise<boolean> => client.call('test.release', { name: 'late' });
    await client.call('test.echo', { value: 'the call before has arrived' });
    process.kill(pid, 'SIGKILL');
    await whenState(client, 'lost');
    await whenState(client, 'ready');
    expect((await client.call('test.who', {})).pid).not.toBe(pid);
    expect(await release()).toBe(true);
    await expect(unanswered).resolves.toBe('late');
    expect(states.slice(-3)).toEqual(['lost', 'connecting', 'ready']);
  });

  it('is not asked again for what must not be repeated', async () => {
    const { client } = openWindow(startHost(childCore));
    await expect(client.call('test.die', {})).rejects.toMatchObject({ code: 'core-lost' });
    await whenState(client, 'ready');
    await expect(client.call('test.echo', { value: 2 })).resolves.toBe(2);
  });

  it('is not killed for ever by one call', async () => {
    const { client } = openWindow(startHost(childCore));
    await expect(client.call('test.die-always', {})).rejects.toMatchObject({ code: 'core-lost' });
    await whenState(client, 'ready');
  });

  it('is given up after six crashes in a minute, and comes back when a person asks', async () => {
    const host = startHost(channelCore);
    const { client } = openWindow(host);
    for (let death = 1; death <= 6; death += 1) {
      await whenState(client, 'ready');
      await client.call('test.die', {}).catch(() => undefined);
    }
    await whenState(client, 'failed');
    await expect(client.call('test.echo', { value: 1 })).rejects.toMatchObject({ code: 'core-lost' });
    client.restart();
    await whenState(client, 'ready');
    await expect(client.call('test.echo', { value: 1 })).resolves.toBe(1);
  });

  it('is given up too where it cannot be started at all', async () => {
    const host = startHost(startChildCore('/nowhere/node', coreFile, {}));
    const { client } = openWindow(host);
    await whenState(client, 'failed');
    expect(logged).toContain('core-ended');
  });

  it('ends by itself when main is gone', async () => {
    const child = fork(coreFile, [], { serialization: 'advanced', execArgv: [] });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await new Promise((resolve) => child.once('message', resolve));
    child.disconnect();
    await expect(ended).resolves.toBe(0);
  });
});

describe('a keychain that only obfuscates', () => {
  it('is refused', async () => {
    const basic = { ...storage, getSelectedStorageBackend: () => 'basic_text' as const };
    const { client } = openWindow(startHost(channelCore, 'linux', basic as never));
    await expect(client.call('test.keychain', { secret: Uint8Array.of(1) })).resolves.toEqual({
      status: { usable: false, backend: 'basic_text' },
    });
    const services = keychainServices(basic, 'linux', Promise.resolve());
    const wrap = services.get('keychain.wrap')?.handle as (secret: Uint8Array) => Promise<unknown>;
    await expect(wrap(Uint8Array.of(1))).rejects.toMatchObject({ code: 'keychain-unavailable' });
  });

  it('says that the keychain has changed where it cannot read what was wrapped', async () => {
    const changed = {
      ...storage,
      decryptString: (): string => {
        throw new Error('Error while decrypting the ciphertext');
      },
    };
    const services = keychainServices(changed, 'linux', Promise.resolve());
    const unwrap = services.get('keychain.unwrap')?.handle as (wrapped: Uint8Array) => Promise<unknown>;
    await expect(unwrap(Uint8Array.of(1))).rejects.toMatchObject({ code: 'keychain-changed' });
  });
});
