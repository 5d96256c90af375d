/**
 * What does not hold, and where. Entries are located by stream and number; acts besides by `act` (device:number).
 *
 * - `entry-changed`, `leaf-changed`, `chain-changed`: this text or hash is not what its neighbours were made from
 * - `entry-replaced`: entry and leaf agree, and are not what chain or tree were made from (`through`: up to this entry)
 * - `node-changed`: a stored node of the tree, by its `level` and the first entry below it
 * - `node-missing`: the same, not there
 * - `dropped`, `inserted`, `swapped` (with entry `other`), `truncated` (from here to the end that the head names)
 * - `head-changed`: the stored head is not signed by the log's key, or is not of these entries
 * - `rolled-back`: somebody holds a signed head of more entries than there are; `contradicted`: of other entries
 * - `key-changed`: somebody holds a head by another key
 * - `act-unknown`: an entry of an act that nobody has sent; `act-missing`: an act without its entry
 * - `act-changed`: an act that is not the one in its entry; `signature-invalid`: not signed by its device
 * - `result-changed`: an answer that is not the one in its entry; `act-gap`: acts of a device before it are gone
 * - `revoked-device`: taken in after its device was revoked
 */
export interface LogProblem {
  readonly kind:
    | 'entry-changed'
    | 'leaf-changed'
    | 'chain-changed'
    | 'entry-replaced'
    | 'node-changed'
    | 'node-missing'
    | 'dropped'
    | 'inserted'
    | 'swapped'
    | 'truncated'
    | 'head-changed'
    | 'rolled-back'
    | 'contradicted'
    | 'key-changed'
    | 'act-unknown'
    | 'act-missing'
    | 'act-changed'
    | 'signature-invalid'
    | 'result-changed'
    | 'act-gap'
    | 'revoked-device';
  readonly stream: string;
  /** Number of the entry, from 1; 0 where it is the stream as a whole. */
  readonly n: number;
  readonly through?: number;
  readonly other?: number;
  readonly level?: number;
  readonly act?: string;
}
