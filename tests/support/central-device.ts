import type { KeyObject } from 'node:crypto';
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { LineReader } from '#core/features/sync/line-reader.ts';
import type { LoadedLine } from '#core/sync/ports.ts';
import type { CommandType } from '#shared/model/command.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import { chainedText, firstPrevHash, signedText } from '#shared/protocol/command-envelope.ts';
import { helloResponse } from '#shared/protocol/hello.ts';
import { signInResponse } from '#shared/protocol/identity.ts';
import { feedResponse } from '#shared/protocol/pull-feed.ts';
import { pushResponse } from '#shared/protocol/push-commands.ts';
import { protocolHeader, protocolVersion } from '#shared/protocol/version.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly text: string;
}

/** Code of a failure body. */
export function codeOf(answer: Answer): string | undefined {
  return (answer.body as { error?: { code?: string } } | null)?.error?.code;
}

export interface ActWish {
  readonly caseId: string;
  readonly type: CommandType;
  readonly payload: unknown;
  readonly epoch?: number;
  readonly records?: Record<string, number>;
  readonly made?: Record<string, string> | undefined;
  readonly actAt?: string;
  readonly actor?: string;
}

/** A workstation as central sees one: a real key, real signatures, real requests; of the core it has its eyes only. */
export class Device {
  readonly clientId: string = randomUUID();
  readonly url: string;
  token = '';
  officerId = '';
  n = 0;
  prevHash = firstPrevHash;
  readonly #key: KeyObject;
  readonly publicKey: string;

  constructor(url: string) {
    this.url = url;
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    this.#key = privateKey;
    this.publicKey = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
  }

  async request(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await this.raw(path, init);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : null };
  }

  raw(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has(protocolHeader)) headers.set(protocolHeader, String(protocolVersion));
    if (this.token !== '' && !headers.has('authorization')) headers.set('authorization', `Bearer ${this.token}`);
    return fetch(`${this.url}${path}`, { ...init, headers });
  }

  post(path: string, body: unknown): Promise<Answer> {
    const headers = { 'content-type': 'application/json' };
    return this.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  async signIn(officerId: string): Promise<void> {
    const answer = await this.post('/demo/sign-in', { officerId });
    this.token = signInResponse.parse(answer.body).token;
    this.officerId = officerId;
  }

  tryHello(changes: Record<string, unknown> = {}): Promise<Answer> {
    const { clientId, publicKey, n } = this;
    const now = new Date().toISOString();
    return this.post('/sync/hello', {
      clientId,
      publicKey,
      lastMade: n,
      lastAnswered: n,
      appVersion: '0',
      now,
      ...changes,
    });
  }

  async hello() {
    return helloResponse.parse((await this.tryHello()).body);
  }

  /** A signed act with the next number. */
  act(wish: ActWish): CommandEnvelope {
    this.n += 1;
    const bare = {
      clientId: this.clientId,
      n: this.n,
      prevHash: this.prevHash,
      caseId: wish.caseId,
      type: wish.type,
      payload: wish.payload,
      basis: {
        epoch: wish.epoch ?? 0,
        records: wish.records ?? {},
        ...(wish.made === undefined ? {} : { made: wish.made }),
      },
      actor: wish.actor ?? this.officerId,
      actAt: wish.actAt ?? new Date().toISOString(),
    } as unknown as Omit<CommandEnvelope, 'sig'>;
    const sig = sign(null, Buffer.from(signedText(bare)), this.#key).toString('hex');
    const envelope: CommandEnvelope = { ...bare, sig };
    this.prevHash = createHash('sha256').update(chainedText(envelope)).digest('hex');
    return envelope;
  }

  note(caseId: string, text = 'Called the applicant.'): CommandEnvelope {
    return this.act({
      caseId,
      type: 'note.add',
      payload: { noteId: randomUUID(), type: 'general', text, protectedPassages: [] },
    });
  }

  tryPush(commands: readonly unknown[], heads: readonly unknown[] = []): Promise<Answer> {
    return this.post('/sync/commands', { clientId: this.clientId, commands, heads });
  }

  async push(commands: readonly CommandEnvelope[]) {
    const answer = await this.tryPush(commands);
    if (answer.status !== 200) throw new Error(`push: ${answer.status} ${answer.text}`);
    return pushResponse.parse(answer.body);
  }

  async feed(partition: string, after: number, query = '') {
    const answer = await this.request(`/sync/feed?partition=${partition}&after=${after}${query}`);
    if (answer.status !== 200) throw new Error(`feed: ${answer.status} ${answer.text}`);
    return feedResponse.parse(answer.body);
  }

  async bootstrap(partition: string, query = ''): Promise<LoadedLine[]> {
    const answer = await this.request(`/sync/bootstrap?partition=${partition}${query}`);
    if (answer.status !== 200) throw new Error(`bootstrap: ${answer.status} ${answer.text}`);
    return [...new LineReader(null).read(answer.text.trim().split('\n'))].flat();
  }
}

/** A device with somebody signed in and announced. */
export async function deviceOf(url: string, officerId: string): Promise<Device> {
  const device = new Device(url);
  await device.signIn(officerId);
  await device.hello();
  return device;
}
