export { ComparedRecord } from './compared-record.tsx';
export { ConflictLayer } from './conflict-layer.tsx';
