export { ComparedRecord } from './compared-record.tsx';
export { ConflictLayer } from './conflict-layer.tsx';
export { useFieldWords } from './use-field-words.ts';
