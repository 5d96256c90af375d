/** The package's own types are not reachable through its `exports`; these are the parts used here. */
declare module 'better-sqlite3-multiple-ciphers' {
  import type Plain from 'better-sqlite3';

  interface Keyed {
    /** Gives the key of the file; the bytes are the text of a passphrase or `raw:<hex>`. */
    key(key: Buffer): number;
    rekey(key: Buffer): number;
  }

  namespace Database {
    type Database = Plain.Database & Keyed;
    type Statement = Plain.Statement;
    type SqliteError = Plain.SqliteError;
  }

  const Database: {
    new (file: string, options?: Plain.Options): Database.Database;
    readonly SqliteError: typeof Plain.SqliteError;
  };
  // oxlint-disable-next-line import/no-default-export -- the package is CommonJS
  export default Database;
}
