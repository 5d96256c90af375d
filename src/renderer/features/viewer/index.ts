export type { DocumentViewerProps } from './document-viewer.tsx';
export { DocumentViewer } from './document-viewer.tsx';
export { evidenceHighlights } from './evidence-highlights.ts';
export { prefetchDocument } from './prefetch-document.ts';
export { RegionThumbnail } from './region-thumbnail.tsx';
export type { FocusTarget, ViewerHighlight } from './viewer-highlight.ts';
