export { DocumentViewer } from './document-viewer.tsx';
export { evidenceHighlights } from './evidence-highlights.ts';
export { prefetchDocument } from './prefetch-document.ts';
export { RegionThumbnail } from './region-thumbnail.tsx';
export type { ViewerHighlight } from './viewer-highlight.ts';
