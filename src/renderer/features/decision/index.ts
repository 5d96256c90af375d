export { CiteDialog } from './cite-dialog.tsx';
export { DecideTab } from './decide-tab.tsx';
export { KeepDraft } from './use-working-draft.ts';
