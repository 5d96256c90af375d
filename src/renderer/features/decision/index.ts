export { CiteDialog } from './cite-dialog.tsx';
export { DecideTab } from './decide-tab.tsx';
export { SaveDraftOnLeave } from './use-working-draft.ts';
