/**
 * The version of what core and central say to each other. Sent with every request as `x-dossier-protocol`; central
 * refuses a version outside its range with 426 and `protocol-mismatch` before it reads a body. Raised whenever the
 * shape of a message changes (a hash test forces it); the history says what changed.
 *
 * 1: first version.
 * 2: a basis names the acts that made what it rests on (`basis.made`).
 *    Receipts are proven: hello names the log and its key, answers to acts say where each stands in the log, the feed brings
 *    tree heads. Documents are added by hand (`document.add`) and go up by tus.
 *    An act over another assignment lies on its case as a draft (`act-handed-over`); withdrawals, and their end (`application-reopened`). A client of version 1
 *    could not fold the new events, so it is served no more.
 *    News come as server-sent events beside the long poll.
 *    Supervisors read a case whole on demand.
 *    A case in full is loaded by its history alone. Cases that changed since a block was packed come ahead of it.
 *    Hello and news say up to where a device's answers would survive a power cut at central.
 */
export const protocolVersion = 2;
export const oldestServedProtocol = 2;
export const protocolHeader = 'x-dossier-protocol';
