import { describe, expect, it } from 'vitest';
import type { CommandEnvelope } from './command-envelope.ts';
import { chainedText, commandEnvelope, firstPrevHash, signedText } from './command-envelope.ts';

const envelope = {
  clientId: '1b1f0f5e-3f0b-4c59-9d0a-2a3f6b7c8d91',
  n: 1,
  prevHash: firstPrevHash,
  caseId: '6b1f0f5e-3f0b-4c59-9d0a-2a3f6b7c8d90',
  type: 'case.take',
  payload: {},
  basis: { epoch: 0, records: { assignment: 0 } },
  actor: 'MC12310',
  actAt: '2026-11-20T15:00:00.000Z',
  sig: 'a'.repeat(128),
};

describe('a command envelope', () => {
  it('is signed over the same text whatever the order of its keys', () => {
    const parsed = commandEnvelope.parse(envelope);
    const turned = Object.fromEntries(Object.entries(parsed).reverse()) as CommandEnvelope;
    expect(signedText(turned)).toBe(signedText(parsed));
  });

  it('signs everything but the signature', () => {
    const parsed = commandEnvelope.parse(envelope);
    const before = signedText(parsed);
    expect(signedText({ ...parsed, n: 2 })).not.toBe(before);
    expect(signedText({ ...parsed, payload: { x: 1 } })).not.toBe(before);
    expect(signedText({ ...parsed, basis: { epoch: 1, records: {} } })).not.toBe(before);
    expect(signedText({ ...parsed, prevHash: 'b'.repeat(64) })).not.toBe(before);
    expect(before).not.toContain(parsed.sig);
  });

  it('is chained with its signature', () => {
    const parsed = commandEnvelope.parse(envelope);
    expect(chainedText({ ...parsed, sig: 'b'.repeat(128) })).not.toBe(chainedText(parsed));
  });

  it.each([
    ['a number of zero', { n: 0 }],
    ['a short signature', { sig: 'ab' }],
    ['an unknown act', { type: 'case.burn' }],
    ['a moment without milliseconds', { actAt: '2026-11-20T15:00:00Z' }],
    ['a foreign user code', { actor: 'x' }],
  ])('does not parse with %s', (_, more) => {
    expect(commandEnvelope.safeParse({ ...envelope, ...more }).success).toBe(false);
  });
});
