import { describe, expect, it } from 'vitest';
import type { DocumentRequest } from './document-request.ts';
import { makeDocument } from './make-document.ts';
import { makeDocuments } from './make-documents.ts';

function requests(count: number, over: Partial<DocumentRequest> = {}): DocumentRequest[] {
  return Array.from({ length: count }, (_, seed) => ({
    kind: 'bank-statement',
    language: 'en',
    person: {
      familyName: 'Castro',
      givenNames: 'Luis',
      birthDate: '1985-02-01',
      birthPlace: 'Cali',
      sex: 'M',
      citizenship: 'COL',
      passportNumber: 'AR48812',
      passportIssued: '2020-01-01',
      passportExpires: '2030-01-01',
      address: 'Calle 5, Cali',
    },
    facts: {},
    pages: 1 + (seed % 3),
    look: { dpi: 200, mode: 'g4', container: 'pdf', wear: 0.3 },
    seed,
    ...over,
  }));
}

describe('makeDocuments', () => {
  it('makes each request once, with the bytes that one thread would make, and reports progress', async () => {
    const wanted = requests(9);
    const progress: number[] = [];
    const made = new Map<number, Uint8Array>();
    for await (const { index, document } of makeDocuments(wanted, {
      workers: 2,
      onProgress: ({ documents }) => progress.push(documents),
    })) {
      made.set(index, document.bytes);
    }
    expect([...made.keys()].sort((left, right) => left - right)).toEqual(wanted.map((_, index) => index));
    expect(progress).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (const index of [0, 4, 8]) {
      const one = wanted[index];
      if (!one) throw new Error('no request');
      expect(Buffer.from((await makeDocument(one)).bytes).equals(Buffer.from(made.get(index) ?? []))).toBe(true);
    }
  });

  it('has nothing to do for no requests', async () => {
    const made: unknown[] = [];
    for await (const one of makeDocuments([])) made.push(one);
    expect(made).toEqual([]);
  });

  it('stops when aborted in the middle, with the reason given', async () => {
    const control = new AbortController();
    const reason = new Error('the office is closed');
    let seen = 0;
    const run = async (): Promise<void> => {
      for await (const _ of makeDocuments(requests(60, { pages: 5 }), { workers: 2, signal: control.signal })) {
        seen++;
        if (seen === 2) control.abort(reason);
      }
    };
    await expect(run()).rejects.toBe(reason);
    expect(seen).toBe(2);
  });

  it('does not begin when aborted before', async () => {
    const run = makeDocuments(requests(3), { signal: AbortSignal.abort(new Error('too late')) }).next();
    await expect(run).rejects.toThrow('too late');
  });

  it('says which kind and look failed, without naming the person', async () => {
    const [bad] = requests(1, { pages: 3, look: { dpi: 200, mode: 'grey', container: 'jpeg', wear: 0 } });
    if (!bad) throw new Error('no request');
    const run = makeDocuments([bad], { workers: 1 }).next();
    await expect(run).rejects.toThrow(/bank-statement \(grey, jpeg\)/);
    await expect(makeDocuments([bad], { workers: 1 }).next()).rejects.not.toThrow(/Castro/);
  });
});
