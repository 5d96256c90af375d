import type { Database } from '#central/store/database.ts';

/** Known bugs that the checks must catch: put into the real processes, from outside. */
export const crashBugs = {
  'journal-not-written': 'the outbox is written once only: a damaged database takes its acts with it',
  'answer-before-commit': 'the core answers before the act is on disk',
  'feed-number-lost': 'central loses a row of the feed now and then',
} as const;
export type CrashBug = keyof typeof crashBugs;

export function crashBugNamed(name: string): CrashBug {
  if (!(name in crashBugs)) throw new Error(`no bug ${name}; there are ${Object.keys(crashBugs).join(', ')}`);
  return name as CrashBug;
}

/** The bug of central's database, where the named one is of that kind. */
export async function spoilCentral(database: Database, bug: CrashBug | null): Promise<void> {
  if (bug !== 'feed-number-lost') return;
  await database.write((db) =>
    db.script(`
      create function lose_number() returns trigger language plpgsql as $$
        begin
          if new.n % 10 = 0 then return null; end if;
          return new;
        end $$;
      create trigger lose_number before insert on feed for each row execute function lose_number();
    `),
  );
}

export const bugVariable = 'CRASH_LOOP_BUG';
