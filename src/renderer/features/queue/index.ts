export { CaseBrowser } from './case-browser.tsx';
export { viewsFor } from './filter/view-bar.tsx';
