import type { LanguageChoice } from '#shared/contract/shell-bridge.ts';

const english = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  quit: 'Quit',
  close: 'Close window',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomReset: 'Actual size',
  fullScreen: 'Full screen',
  minimize: 'Minimize',
  reload: 'Reload window',
  devTools: 'Developer tools',
  notResponding: 'This window is not responding.',
  notRespondingDetail: 'What was saved is safe. You can wait, or load the window again.',
  wait: 'Wait',
  loadAgain: 'Load again',
  windowCrashed: 'This window has stopped several times.',
  windowCrashedDetail: 'What was saved is safe. Load the window again, or quit Dossier.',
  saveReceipt: 'Save the receipt',
  receiptFile: 'Receipt',
};

export type ShellStrings = typeof english;

const french: ShellStrings = {
  file: 'Fichier',
  edit: 'Édition',
  view: 'Affichage',
  window: 'Fenêtre',
  quit: 'Quitter',
  close: 'Fermer la fenêtre',
  undo: 'Annuler',
  redo: 'Rétablir',
  cut: 'Couper',
  copy: 'Copier',
  paste: 'Coller',
  selectAll: 'Tout sélectionner',
  zoomIn: 'Zoom avant',
  zoomOut: 'Zoom arrière',
  zoomReset: 'Taille réelle',
  fullScreen: 'Plein écran',
  minimize: 'Réduire',
  reload: 'Recharger la fenêtre',
  devTools: 'Outils de développement',
  notResponding: 'Cette fenêtre ne répond pas.',
  notRespondingDetail: 'Ce qui a été enregistré est en sûreté. Vous pouvez attendre ou recharger la fenêtre.',
  wait: 'Attendre',
  loadAgain: 'Recharger',
  windowCrashed: 'Cette fenêtre s’est arrêtée plusieurs fois.',
  windowCrashedDetail: 'Ce qui a été enregistré est en sûreté. Rechargez la fenêtre ou quittez Dossier.',
  saveReceipt: 'Enregistrer l’accusé de réception',
  receiptFile: 'Accusé de réception',
};

/** The few words that the shell itself says: menus and dialogs for when no page can. */
export function shellStrings(language: LanguageChoice): ShellStrings {
  return language === 'fr' ? french : english;
}
