export { useActWords } from './use-act-words.ts';
