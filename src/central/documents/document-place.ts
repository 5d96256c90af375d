/** Where documents are kept: a folder of the data, or a bucket of an object store that speaks S3. */
export type DocumentPlace =
  | { readonly kind: 'folder' }
  | {
      readonly kind: 's3';
      /** `https://host[:port]`; the bucket is the first part of the path (path-style addresses). */
      readonly endpoint: string;
      readonly bucket: string;
      /** With its slash at the end, or empty. */
      readonly prefix: string;
      readonly region: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken: string | null;
    };

export const folderPlace: DocumentPlace = { kind: 'folder' };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads `s3://bucket/prefix`; endpoint and keys come from the environment (S3_ENDPOINT, AWS_ACCESS_KEY_ID,
 * AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION), so that no key stands on a command line.
 *
 * @returns a text that says what is wrong, where something is
 */
export function readDocumentPlace(text: string, environment: Environment): DocumentPlace | string {
  const match = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w./-]*))?$/u.exec(text);
  if (match === null) return '--documents takes s3://bucket or s3://bucket/prefix';
  const of = (name: string): string => environment[name] ?? '';
  const lacking = ['S3_ENDPOINT', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].find((name) => of(name) === '');
  if (lacking !== undefined) return `--documents s3://… needs ${lacking} in the environment`;
  const endpoint = URL.parse(of('S3_ENDPOINT'));
  if (endpoint === null || !['http:', 'https:'].includes(endpoint.protocol)) {
    return 'S3_ENDPOINT is an address such as https://objects.example.org';
  }
  const path = (match[2] ?? '').replace(/^\/+|\/+$/gu, '');
  return {
    kind: 's3',
    endpoint: endpoint.href.replace(/\/+$/u, ''),
    bucket: match[1] ?? '',
    prefix: path === '' ? '' : `${path}/`,
    region: of('AWS_REGION') === '' ? 'us-east-1' : of('AWS_REGION'),
    accessKeyId: of('AWS_ACCESS_KEY_ID'),
    secretAccessKey: of('AWS_SECRET_ACCESS_KEY'),
    sessionToken: of('AWS_SESSION_TOKEN') === '' ? null : of('AWS_SESSION_TOKEN'),
  };
}
