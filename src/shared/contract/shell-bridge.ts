import type { WindowKind } from './frames.ts';

/** The colours that the operating system asks for. `contrast` is its high-contrast setting. */
export interface SystemAppearance {
  readonly dark: boolean;
  readonly contrast: boolean;
}

/** What the person chose in the app; `system` follows the operating system. */
export type ThemeChoice = 'system' | 'light' | 'dark' | 'contrast';
export type LanguageChoice = 'en' | 'fr';

/** Kept by the shell so that the first paint is already right; holds nothing about a person or a case. */
export interface AppearanceChoice {
  readonly theme: ThemeChoice;
  readonly language: LanguageChoice;
}

/** The torn-off window's subject. */
export interface ViewerSubject {
  readonly caseId: string;
  readonly documentId: string;
}

/** What a window knows from its first line of script on, without asking. */
export interface WindowBoot {
  readonly kind: WindowKind;
  readonly subject: ViewerSubject | null;
  readonly appVersion: string;
  readonly platform: string;
  readonly packaged: boolean;
  readonly appearance: AppearanceChoice;
  readonly system: SystemAppearance;
}

/**
 * How the core is, as main sees it: `starting` (calls are kept and answered as soon as it is up),
 * `ready`, `lost` (crashed, about to start again), `failed` (crashed too often; `restartCore` tries anew),
 * `stopped` (the app is closing).
 */
export type CoreState = 'starting' | 'ready' | 'lost' | 'failed' | 'stopped';

/** Why the officer's session has to be covered. */
export type LockReason = 'lock-screen' | 'suspend';

/** What became of a receipt that was to be saved as a file. */
export type ReceiptSaved =
  | { readonly outcome: 'saved'; readonly file: string }
  | { readonly outcome: 'cancelled' }
  | { readonly outcome: 'failed'; readonly code: 'disk-full' | 'disk-failed' };

/** A subscription's end. */
export type Unsubscribe = () => void;

/** `window.dossier`: all that a page can reach beyond itself. Functions and plain data only. */
export interface ShellBridge {
  readonly boot: WindowBoot;
  /**
   * Asks main for a line to the core. It arrives as a `message` event of this window with
   * `data = { type: portMessageType }` and one MessagePort; an earlier line is closed by main.
   */
  connect(): void;
  /** Called at once with the state as it is, then at each change. */
  onCoreState(listener: (state: CoreState) => void): Unsubscribe;
  /** After `failed`. */
  restartCore(): void;
  onSystemAppearance(listener: (appearance: SystemAppearance) => void): Unsubscribe;
  onLocked(listener: (reason: LockReason) => void): Unsubscribe;
  /** Asked before the window closes; the window waits (at most 3 s) for the promise. Put what is typed away here. */
  onBeforeClose(listener: () => Promise<void>): Unsubscribe;
  saveAppearance(choice: AppearanceChoice): void;
  /** Opens the torn-off viewer, or shows this subject in the one that is open. Main window only; elsewhere nothing happens. */
  openViewerWindow(subject: ViewerSubject): void;
  /**
   * Asks the person where, and writes a receipt there (`exportedReceipt` as text): what `central verify --receipt` takes.
   * Main window only; elsewhere, and for anything that is no receipt, it is `cancelled`.
   */
  saveReceipt(number: string, text: string): Promise<ReceiptSaved>;
  /** The torn-off viewer is asked to show something else. */
  onSubject(listener: (subject: ViewerSubject) => void): Unsubscribe;
}

/** Marks the window message that carries the line to the core. */
export const portMessageType = 'dossier:port';

/** The document protocol's origin; see `documentAddress`. */
export const documentScheme = 'dossier-doc';

/** The page's own origin. */
export const appScheme = 'dossier';
export const appOrigin = 'dossier://app';

/** Where the bytes of a document are read: answers Range requests. */
export function documentFileUrl(sha256: string): string {
  return `${documentScheme}://doc/${sha256}/file`;
}

export interface PageImageOptions {
  /** Width of the picture in device pixels, 16 to 8192. */
  readonly widthPx: number;
  readonly rotation?: 0 | 90 | 180 | 270;
  /** Fractions of the page, 0 to 1. */
  readonly region?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** Where one page is read as a picture; `pageIndex` counts from 0. */
export function pageImageUrl(sha256: string, pageIndex: number, options: PageImageOptions): string {
  const query = [`width=${Math.round(options.widthPx)}`];
  if (options.rotation !== undefined && options.rotation !== 0) query.push(`rotation=${options.rotation}`);
  if (options.region !== undefined) {
    const { x, y, width, height } = options.region;
    query.push(`region=${[x, y, width, height].map((part) => part.toFixed(5)).join(',')}`);
  }
  return `${documentScheme}://doc/${sha256}/page/${pageIndex}.png?${query.join('&')}`;
}
