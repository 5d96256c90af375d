import { afterAll, describe, expect, it } from 'vitest';
import { pdfOf, pictureOf } from '#support/case-pack.ts';
import { openPageCounter } from './page-counter.ts';

describe('the counter of pages', () => {
  const counter = openPageCounter();
  afterAll(() => counter.stop());

  it('counts the pages of every kind', async () => {
    expect(await counter.count(await pdfOf(7), 'application/pdf')).toBe(7);
    expect(await counter.count(await pictureOf('tiff'), 'image/tiff')).toBe(1);
    expect(await counter.count(await pictureOf('jpeg'), 'image/jpeg')).toBe(1);
    expect(await counter.count(await pictureOf('png'), 'image/png')).toBe(1);
  });

  it('says of what cannot be read that it does not know, and counts the next', async () => {
    const pdf = await pdfOf(2);
    expect(await counter.count(Buffer.from('%PDF-1.3\nnothing'), 'application/pdf')).toBeNull();
    expect(await counter.count(Buffer.from('II*\0nothing'), 'image/tiff')).toBeNull();
    expect(await counter.count(pdf, 'application/pdf')).toBe(2);
  });

  it('gives null for the file during which the counting process ended, and counts the next', async () => {
    const pdf = await pdfOf(3);
    // Long enough that no answer is on its way when the process ends in the same turn.
    const cut = counter.count(await pdfOf(2000), 'application/pdf');
    counter.stop();
    expect(await cut).toBeNull();
    expect(await counter.count(pdf, 'application/pdf')).toBe(3);
  });
});
