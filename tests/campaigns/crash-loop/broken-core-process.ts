import { Database } from '#core/db/driver.ts';
import { OutboxJournal } from '#core/journal/outbox-journal.ts';
import { bugVariable, crashBugNamed } from './bugs.ts';

// The product's core with one bug put in, to see whether the campaign would notice.
const bug = crashBugNamed(process.env[bugVariable] ?? '');

OutboxJournal.prototype.append = () => undefined;
OutboxJournal.prototype.rewrite = () => undefined;

if (bug === 'answer-before-commit') {
  const { exec } = Database.prototype;
  const open = new WeakMap<InstanceType<typeof Database>, NodeJS.Timeout>();
  const commitHeld = (database: InstanceType<typeof Database>): void => {
    clearTimeout(open.get(database));
    if (open.delete(database) && database.open) exec.call(database, 'commit');
  };
  // The commit comes a little later than the answer; the next transaction brings it forward.
  Database.prototype.exec = function (this: InstanceType<typeof Database>, source: string) {
    if (source === 'commit') {
      open.set(
        this,
        setTimeout(() => commitHeld(this), 1500),
      );
      return this;
    }
    commitHeld(this);
    return exec.call(this, source);
  };
}

await import('#core/boot/core.ts');
