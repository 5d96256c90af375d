import type { DragEvent } from 'react';

/** Something is being dragged that brings files, not a text or a picture of a page. */
export function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files');
}

/** The first of the files: each is a document of its own, with a kind and a title of its own. */
export function droppedFile(event: DragEvent): File | null {
  return event.dataTransfer.files[0] ?? null;
}
