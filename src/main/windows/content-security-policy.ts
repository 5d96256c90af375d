/**
 * The hash of nothing: it admits empty style elements only. Fluent UI makes those and fills them rule by
 * rule through CSSOM, which this policy does not concern; so `unsafe-inline` is not needed for styles either.
 */
const emptyStyleHash = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/**
 * What the page may load and do. Scripts come from the application alone; `wasm-unsafe-eval` lets
 * pdf.js compile its decoders (JBIG2, JPEG 2000, colour profiles) and nothing else.
 */
const directives = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': `'self' ${emptyStyleHash}`,
  'img-src': "'self' blob: data: dossier-doc:",
  'font-src': "'self' data:",
  'connect-src': "'self' dossier-doc:",
  'worker-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-src': "'none'",
  'frame-ancestors': "'none'",
  'object-src': "'none'",
} as const;

export const contentSecurityPolicy = Object.entries(directives)
  .map(([name, value]) => `${name} ${value}`)
  .join('; ');
