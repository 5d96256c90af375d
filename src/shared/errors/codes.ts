/**
 * Every way in which Dossier can fail on purpose. A code is the key of a message in both
 * languages (`errors.<code>` in the renderer's catalogues); it never carries personal data.
 */
export const errorCodes = [
  // contract and process boundary
  'bad-request',
  'unknown-method',
  'internal',
  'timeout',
  'draining',
  'cancelled',
  'core-lost',
  'not-permitted',
  'not-signed-in',
  // store and keys
  'store-locked',
  'store-missing',
  'wrong-passphrase',
  'weak-passphrase',
  'wrong-recovery-key',
  'keychain-changed',
  'keychain-unavailable',
  'store-too-new',
  'store-corrupt',
  'store-in-use',
  'backup-damaged',
  'disk-full',
  'disk-failed',
  // case work
  'case-not-found',
  'act-not-found',
  'case-not-on-device',
  'rule-refused',
  'document-not-found',
  'document-missing',
  'document-damaged',
  'document-unreadable',
  'document-too-large',
  'document-encrypted',
  'unsupported-format',
  // documents on their way up
  'upload-moved',
  'upload-quota',
  'document-store-unreachable',
  // sync and central
  'offline',
  'central-unreachable',
  'central-refused',
  'database-away',
  'protocol-mismatch',
  'token-expired',
  'token-invalid',
  'clock-skew',
  'client-forked',
  'acts-missing',
  'client-revoked',
  'signature-invalid',
  'gap',
  'batch-too-large',
  'rate-limited',
  'feed-broken',
  'scope-too-large',
  'central-restored',
  'log-key-changed',
  'log-inconsistent',
  'receipt-invalid',
  'pack-invalid',
  'demo-only',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Codes after which the same call may succeed without anyone changing anything. */
export const retryableCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'timeout',
  'draining',
  'core-lost',
  'offline',
  'central-unreachable',
  'database-away',
  'rate-limited',
  'upload-moved',
  'document-store-unreachable',
]);
