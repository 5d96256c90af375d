import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DocumentMime } from '#shared/model/document.ts';

export interface PageCounter {
  /** Null where the pages cannot be read: damaged, encrypted, hostile, or not within the time. */
  count(bytes: Uint8Array, mime: DocumentMime): Promise<number | null>;
  stop(): void;
}

const timeoutMs = 20_000;

// The bundle lays workers beside itself as .js, the source is .ts.
const worker = fileURLToPath(new URL(`./count-pages.worker${extname(import.meta.url)}`, import.meta.url));

/**
 * Counts pages in a process of its own: a file that makes a decoder loop, crash or swell costs that process and nothing
 * else, and the next file gets a new one.
 */
export function openPageCounter(): PageCounter {
  let child: ChildProcess | null = null;

  function end(own: ChildProcess | null): void {
    own?.kill('SIGKILL');
    if (child === own) child = null;
  }

  function running(): ChildProcess {
    child ??= fork(worker, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: ['--max-old-space-size=1024', '--disable-warning=ExperimentalWarning'],
    });
    return child;
  }

  function count(bytes: Uint8Array, mime: DocumentMime): Promise<number | null> {
    return new Promise((resolve) => {
      const own = running();
      const timer = setTimeout(() => settle(null, false), timeoutMs);
      const settle = (pages: number | null, isAlive: boolean): void => {
        clearTimeout(timer);
        own.removeAllListeners();
        if (!isAlive) end(own);
        resolve(pages);
      };
      own.once('message', (answer: { pages: number | null }) => settle(answer.pages, true));
      own.once('exit', () => settle(null, false));
      own.once('error', () => settle(null, false));
      own.send({ bytes, mime }, (problem) => {
        if (problem !== null) settle(null, false);
      });
    });
  }

  return { count, stop: () => end(child) };
}
