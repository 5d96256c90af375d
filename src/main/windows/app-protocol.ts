import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { isMissingFile } from '#shared/errors/system-failure.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

const mimes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.icc': 'application/vnd.iccprofile',
};

const commonHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** The file that an address of the application means, or null where it leads out of the folder. */
export function fileOfAddress(folder: string, url: string): string | null {
  const { host, pathname } = new URL(url);
  if (host !== 'app') return null;
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    // Not a valid encoding, so not an address of ours.
    return null;
  }
  if (path.includes('\0') || path.includes('\\')) return null;
  const file = normalize(join(folder, path.endsWith('/') ? `${path}index.html` : path));
  return file.startsWith(folder + sep) ? file : null;
}

/** Answers `dossier://app/...` with the files of the built renderer. */
export function appProtocol(folder: string): (request: Request) => Promise<Response> {
  const notFound = (): Response => new Response(null, { status: 404, headers: commonHeaders });
  return async (request) => {
    const file = request.method === 'GET' ? fileOfAddress(folder, request.url) : null;
    const mime = file === null ? undefined : mimes[extname(file)];
    if (file === null || mime === undefined) return notFound();
    try {
      const bytes = await readFile(file);
      return new Response(bytes, { headers: { ...commonHeaders, 'content-type': mime } });
    } catch (error) {
      if (isMissingFile(error)) return notFound();
      throw error;
    }
  };
}
