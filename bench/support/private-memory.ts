import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessMemory {
  /** `browser`, `renderer`, `gpu-process`, `utility`, `core`, ... */
  readonly kind: string;
  readonly privateBytes: number;
}

/** A file of a process that may have ended meanwhile; empty then. */
function readOf(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error) return '';
    throw error;
  }
}

/** A process and all that it has started. */
export function processTree(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const pid of readdirSync('/proc').map(Number).filter(Number.isInteger)) {
    // After the name in brackets, which may itself hold spaces: state, parent.
    const parent = Number(/\) \S (\d+)/u.exec(readOf(pid, 'stat'))?.[1]);
    if (Number.isInteger(parent)) parents.set(pid, parent);
  }
  const tree = [root];
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child);
  return tree;
}

function kindOf(pid: number, root: number): string {
  if (pid === root) return 'browser';
  const command = readOf(pid, 'cmdline').replaceAll('\0', ' ');
  const type = /--type=(\S+)/u.exec(command)?.[1];
  const service = /--utility-sub-type=(\S+)/u.exec(command)?.[1];
  if (type !== undefined) return service ?? type;
  return command.includes('core.js') ? 'core' : (command.split(' ')[0]?.split('/').at(-1) ?? 'unknown');
}

/**
 * What each process of an application would give back if it ended alone: private pages, clean and dirty, as the
 * kernel counts them (Linux only). Pages that several share, as Chromium's code, are in nobody's figure.
 */
export function privateMemory(root: number): readonly ProcessMemory[] {
  return processTree(root).map((pid) => {
    const kilobytes = [...readOf(pid, 'smaps_rollup').matchAll(/^Private_(?:Clean|Dirty|Hugetlb):\s+(\d+) kB$/gmu)];
    const privateBytes = kilobytes.reduce((sum, [, value]) => sum + Number(value) * 1024, 0);
    return { kind: kindOf(pid, root), privateBytes };
  });
}

export function totalOf(processes: readonly ProcessMemory[]): number {
  return processes.reduce((sum, { privateBytes }) => sum + privateBytes, 0);
}
