import type access from './en/access.json';
import type caseTexts from './en/case.json';
import type conflict from './en/conflict.json';
import type decide from './en/decide.json';
import type domain from './en/domain.json';
import type errors from './en/errors.json';
import type frame from './en/frame.json';
import type newDevice from './en/new-device.json';
import type outbox from './en/outbox.json';
import type palette from './en/palette.json';
import type queue from './en/queue.json';
import type refusals from './en/refusals.json';
import type settings from './en/settings.json';
import type trip from './en/trip.json';
import type viewer from './en/viewer.json';
import type workload from './en/workload.json';

/** Every namespace by its English catalogue; a new one is a line here and two JSON files. */
export interface Catalogues {
  readonly access: typeof access;
  readonly case: typeof caseTexts;
  readonly conflict: typeof conflict;
  readonly decide: typeof decide;
  readonly domain: typeof domain;
  readonly errors: typeof errors;
  readonly frame: typeof frame;
  readonly 'new-device': typeof newDevice;
  readonly outbox: typeof outbox;
  readonly palette: typeof palette;
  readonly queue: typeof queue;
  readonly refusals: typeof refusals;
  readonly settings: typeof settings;
  readonly trip: typeof trip;
  readonly viewer: typeof viewer;
  readonly workload: typeof workload;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly defaultNS: 'frame';
    readonly resources: Catalogues;
    readonly returnNull: false;
  }
}
