import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { EngineAnswer, EngineCommand } from './draw-request.ts';

/** The place where pages are drawn; ended from outside when it must be. */
export interface EngineProcess {
  send(command: EngineCommand): void;
  onAnswer(listener: (answer: EngineAnswer) => void): void;
  /** It ended by itself, or was ended. Once. */
  onEnd(listener: () => void): void;
  /** Memory it holds, in bytes; null where the system does not say. */
  memoryBytes(): number | null;
  end(): void;
}

export type StartEngine = () => EngineProcess;

function engineFile(): URL {
  const name = import.meta.url.endsWith('.ts') ? './page-engine.worker.ts' : './page-engine.worker.js';
  return new URL(name, import.meta.url);
}

/** Pages of Linux's memory, in bytes; on the systems we know it is this. */
const memoryPageBytes = 4096;

function residentBytes(pid: number | undefined): number | null {
  if (process.platform !== 'linux' || pid === undefined) return null;
  try {
    const resident = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1];
    return resident === undefined ? null : Number(resident) * memoryPageBytes;
  } catch {
    // It has just ended, which `onEnd` tells.
    return null;
  }
}

/** A child of the same Node. It gets no environment but what a program needs to start. */
export const startEngineChild: StartEngine = () => {
  const { PATH, NODE_COMPILE_CACHE, SystemRoot } = process.env;
  const child = fork(engineFile(), [], {
    execArgv: ['--max-old-space-size=512'],
    env: Object.fromEntries(
      Object.entries({ PATH, NODE_COMPILE_CACHE, SystemRoot }).filter(([, value]) => value !== undefined),
    ),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    send: (command) => void (child.connected && child.send(command, () => undefined)),
    onAnswer: (listener) => child.on('message', (answer) => listener(answer as EngineAnswer)),
    onEnd: (listener) => {
      child.once('exit', listener);
      child.once('error', () => void (child.pid === undefined && listener()));
    },
    memoryBytes: () => residentBytes(child.pid),
    end: () => void child.kill('SIGKILL'),
  };
};

/** Where there is no Node to start another one of (an Electron utility process): a thread, with what walls it has. */
export const startEngineThread: StartEngine = () => {
  const worker = new Worker(engineFile(), {
    resourceLimits: { maxOldGenerationSizeMb: 512 },
    stdout: true,
    stderr: true,
  });
  return {
    send: (command) => worker.postMessage(command),
    onAnswer: (listener) => worker.on('message', listener),
    onEnd: (listener) => {
      worker.once('exit', listener);
      // An error is followed by the exit; without a listener it would be ours.
      worker.on('error', () => undefined);
    },
    memoryBytes: () => null,
    end: () => void worker.terminate(),
  };
};

export function chooseEngine(): StartEngine {
  return process.versions['electron'] === undefined ? startEngineChild : startEngineThread;
}
