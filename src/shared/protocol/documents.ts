import * as z from 'zod';
import { instant, officeId, sha256 } from '../model/ids.ts';

/**
 * Documents go up by tus 1.0.0 (https://tus.io/protocols/resumable-upload): `POST /documents/uploads` with `Upload-Length` and
 * `Upload-Metadata: sha256 <base64 of the hex text>`, then `PATCH`, `HEAD`, `DELETE` on the address it names. Extensions:
 * creation, creation-with-upload, checksum (sha256, sha1), expiration, termination. What goes beyond tus:
 *
 * - there is one upload for a content: whoever begins one gets the address of that under way, and goes on at its offset;
 * - a content that is there already is answered with 200 and `Upload-Offset` = `Upload-Length`; nothing needs to be sent;
 * - the upload is complete when the whole has the SHA-256 that was announced; otherwise `document-damaged`, and it is gone.
 */
export const tusVersion = '1.0.0';
export const tusContentType = 'application/offset+octet-stream';
export const uploadsPath = '/documents/uploads';

/** Status for bytes that do not have their checksum (tus checksum extension); they are dropped. */
export const checksumMismatchStatus = 460;

/** Largest body with a checksum: it is held until it has been checked. */
export const checkedBodyMaximumBytes = 8 * 1024 * 1024;

/**
 * `GET /documents/wanted`: contents of this person's cases whose bytes central does not have. `new`: never had them;
 * `damaged`: they are not what their hash says; `lost`: they are gone. A device that holds one sends it.
 */
export const wantedDocuments = z.object({
  documents: z.array(z.object({ sha256, sizeBytes: z.int().nonnegative(), why: z.enum(['new', 'damaged', 'lost']) })),
});
export type WantedDocuments = z.infer<typeof wantedDocuments>;

/** Details of `document-missing` and `document-damaged` in an answer to `GET /documents/:sha256`, as far as central knows them. */
export const absence = z.object({ office: officeId.nullable().catch(null), since: instant.nullable().catch(null) });
