/** SQLSTATE of a transaction that lost against another one and may be run again. */
const lost = new Set(['40001', '40P01']);
const attempts = 10;

function sqlState(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : '';
}

/** What a driver says when the server is not there, is going, or takes no more: nothing was done, or nobody knows. */
const awayStates = /^(08...|57P0[1-4]|57014|53300|ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)$/;
const awayTexts =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)/;

/** The database cannot be reached or did not answer in time; the same may work later. */
export function isAway(thrown: unknown): boolean {
  if (awayStates.test(sqlState(thrown))) return true;
  return thrown instanceof Error && awayTexts.test(thrown.message);
}

/** The unique index or primary key was already taken. */
export function isUniqueViolation(thrown: unknown): boolean {
  return sqlState(thrown) === '23505';
}

/** Another session has made, or is making, the same table: unique violation in the catalogue, duplicate table or type, catalogue row changed meanwhile. */
export function isMadeByAnother(thrown: unknown): boolean {
  return ['23505', '42P07', '42710', 'XX000'].includes(sqlState(thrown));
}

/** Runs a transaction again while it loses, after a short wait that grows and differs from the other's. */
export async function withRetry<Value>(
  transaction: () => Promise<Value>,
  onRetry: () => void = () => undefined,
): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (thrown) {
      if (attempt === attempts || !lost.has(sqlState(thrown))) throw thrown;
      onRetry();
      const waitMs = Math.random() * 5 * 2 ** attempt;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}
