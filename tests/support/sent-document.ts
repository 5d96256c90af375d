import { createHash, randomBytes, randomUUID } from 'node:crypto';

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What nothing else is like: to central a PDF by how it begins. */
export const pdf = (length: number): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(length)]);

/** What an act says that adds this content to a case. */
export const addOf = (content: Buffer, more: object = {}): object => ({
  documentId: randomUUID(),
  type: 'bank-statement',
  title: { en: 'Statement of account', fr: 'Relevé de compte' },
  applicantId: null,
  dated: null,
  origin: 'scan-batch',
  sha256: hashOf(content),
  sizeBytes: content.length,
  mime: 'application/pdf',
  pages: 2,
  ...more,
});
