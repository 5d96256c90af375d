export { DocumentViewer } from './document-viewer.tsx';
export type { DocumentViewerProps } from './document-viewer.tsx';
export { prefetchDocument } from './prefetch-document.ts';
export { RegionThumbnail } from './region-thumbnail.tsx';
export type { FocusTarget, ViewerHighlight } from './viewer-highlight.ts';
