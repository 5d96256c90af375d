// oxlint-disable-next-line typescript/triple-slash-reference -- an ambient module cannot be imported, and the tests' configuration has to find it too
/// <reference path="./better-sqlite3-multiple-ciphers.d.ts" />
import Driver from 'better-sqlite3-multiple-ciphers';

/** The SQLite library; imported here only. */
export type Database = Driver.Database;
export type Statement = Driver.Statement;
export const Database = Driver;
export const SqliteError = Driver.SqliteError;
