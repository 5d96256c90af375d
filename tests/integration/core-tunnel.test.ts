import { describe, expect, it, onTestFinished } from 'vitest';
import { exportCase } from '#central/export-case.ts';
import { seedCases, staff, startCentral } from '#support/central.ts';
import { newId } from '#support/core.ts';
import { FakeKeychain } from '#support/fake-keychain.ts';
import { forkCore } from '#support/forked-core.ts';
import { testFolder } from '#support/test-database.ts';
import { canMakeCertificates, startTlsTunnel, tunnelHost } from '#support/tls-tunnel.ts';

const { officerId } = staff.officer;

async function behindTunnel(trusts: boolean) {
  const central = await startCentral();
  onTestFinished(() => central.stop());
  const [caseId] = await seedCases(central.central, 1, { holder: officerId });
  if (caseId === undefined) throw new Error('a case was seeded');
  const tunnel = await startTlsTunnel(central.url, testFolder());
  onTestFinished(() => tunnel.stop());
  const env = {
    ...process.env,
    HTTPS_PROXY: tunnel.proxyUrl,
    NO_PROXY: '',
    ...(trusts ? { NODE_EXTRA_CA_CERTS: tunnel.authority } : {}),
  };
  const core = forkCore({ dataDir: testFolder(), keychain: new FakeKeychain(), centralUrl: tunnel.centralUrl, env });
  onTestFinished(() => core.kill());
  await core.call('store.create', { passphrase: null });
  return { central, tunnel, core, caseId };
}

describe.skipIf(!canMakeCertificates())('a workstation behind a proxy that knows tunnels only (needs openssl)', () => {
  it('loads, sends and hears news through it; the proxy sees a host name and nothing else', async () => {
    const { central, tunnel, core, caseId } = await behindTunnel(true);
    await core.call('session.demo-sign-in', { officerId });
    await expect.poll(async () => (await core.call('sync.status', {})).state, { timeout: 30_000 }).toBe('up-to-date');
    const payload = { noteId: newId(), type: 'general', text: 'Through the tunnel.', protectedPassages: [] };
    await core.call('case-file.act', { actId: newId(), caseId, type: 'note.add', payload });
    await expect.poll(async () => (await core.call('sync.status', {})).waiting.acts, { timeout: 30_000 }).toBe(0);
    const exported = await exportCase(central.central, caseId);
    expect(exported?.state.notes.map(({ text }) => text)).toEqual(['Through the tunnel.']);
    expect([...new Set(tunnel.asked)]).toEqual([new URL(tunnel.centralUrl).host]);
    const seen = tunnel.passed().toString('latin1');
    expect(seen).toContain(tunnelHost);
    for (const secret of ['Bearer', '/sync/', officerId]) expect(seen).not.toContain(secret);
  }, 90_000);

  it('says nothing to a central whose certificate it does not trust', async () => {
    const { tunnel, core } = await behindTunnel(false);
    await expect(core.call('session.demo-sign-in', { officerId })).rejects.toMatchObject({
      code: 'central-unreachable',
    });
    expect(tunnel.asked.length).toBeGreaterThan(0);
    expect(tunnel.passed().toString('latin1')).not.toContain(officerId);
  }, 90_000);
});
