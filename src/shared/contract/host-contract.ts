import * as z from 'zod';
import { method } from './define.ts';
import { maxReadBytes } from './frames.ts';

/**
 * What main and core ask of each other, beside passing on the windows' frames. Both sides of it are
 * ours, yet arguments are parsed all the same: a document's address comes from a window.
 */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** A part of a page in fractions of its upright width and height, 0 to 1. */
const pageRegionSchema = z.strictObject({
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  width: z.number().gt(0).max(1),
  height: z.number().gt(0).max(1),
});

/** Asked by main, answered by the core. Fails with `document-*`, `unsupported-format`, `store-locked`. */
export const documentsContract = {
  'document.head': method({
    args: z.strictObject({ sha256 }),
    value: z.strictObject({ sizeBytes: z.int().nonnegative(), mime: z.string() }),
    repeatable: true,
  }),
  /** At most `maxReadBytes`; the end may lie past the end of the file, then fewer bytes come. */
  'document.read': method({
    args: z
      .strictObject({ sha256, start: z.int().nonnegative(), endExclusive: z.int().positive() })
      .refine((range) => range.endExclusive > range.start && range.endExclusive - range.start <= maxReadBytes),
    value: bytes,
    repeatable: true,
  }),
  /** One page as a picture, `widthPx` wide after rotation; the region is cut out before scaling. */
  'page.render': method({
    args: z.strictObject({
      sha256,
      pageIndex: z.int().min(0).max(99_999),
      widthPx: z.int().min(16).max(8192),
      region: pageRegionSchema.optional(),
      rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]).optional(),
    }),
    value: z.strictObject({ mime: z.string(), bytes }),
    repeatable: true,
  }),
};

/** How the operating system keeps keys. `usable` is false where it would only obfuscate them. */
export const keychainStatusSchema = z.strictObject({
  usable: z.boolean(),
  /** `gnome_libsecret`, `kwallet6`, `keychain` (macOS), `dpapi` (Windows), `basic_text`, `unknown`, `none`. */
  backend: z.string(),
});

export type KeychainStatus = z.infer<typeof keychainStatusSchema>;

/** Asked by the core, answered by main. `wrap` and `unwrap` fail with `keychain-unavailable` or `keychain-changed`. */
export const keychainContract = {
  'keychain.status': method({ args: z.undefined(), value: keychainStatusSchema, repeatable: true }),
  'keychain.wrap': method({ args: bytes, value: bytes, repeatable: true }),
  'keychain.unwrap': method({ args: bytes, value: bytes, repeatable: true }),
};

/** Sent by main to the core as events. */
const hostEvents = {
  /** The screen was locked or the machine goes to sleep: sensitive state may be put away. */
  'app.locked': z.strictObject({ reason: z.enum(['lock-screen', 'suspend']) }),
  'app.unlocked': z.strictObject({ reason: z.enum(['unlock-screen', 'resume']) }),
};

export type HostEvents = typeof hostEvents;
