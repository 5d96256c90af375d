import { writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { parseArgs } from 'node:util';

/** One measured figure. `goal` null where none is set; `meets` null then. `runs` holds what `value` was taken from. */
export interface Metric {
  readonly value: number;
  readonly unit: string;
  readonly goal: number | null;
  readonly meets: boolean | null;
  readonly runs: readonly number[];
}

export type BetterWhen = 'lower' | 'higher';

/** The value below which a share of the runs lies (nearest rank). */
export function percentile(runs: readonly number[], share: number): number {
  const sorted = [...runs].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

export function median(runs: readonly number[]): number {
  return percentile(runs, 0.5);
}

/** Collects figures, prints a table, writes JSON where `--json FILE` asks for it. */
export class Report {
  private readonly metrics = new Map<string, Metric>();
  private readonly notes: string[] = [];
  private readonly title: string;

  constructor(title: string) {
    this.title = title;
  }

  add(
    name: string,
    figure: { value: number; unit: string; runs?: readonly number[]; goal?: number; better?: BetterWhen },
  ): void {
    const { value, unit, runs = [value], goal, better = 'lower' } = figure;
    const meets = goal === undefined ? null : better === 'lower' ? value <= goal : value >= goal;
    this.metrics.set(name, { value: round(value), unit, goal: goal ?? null, meets, runs: runs.map(round) });
  }

  note(text: string): void {
    this.notes.push(text);
  }

  /** Prints everything and writes the JSON file of the command line, where one is named. */
  finish(): void {
    const rows = [...this.metrics].map(([name, metric]) => [
      name,
      `${metric.value} ${metric.unit}`,
      metric.goal === null ? '' : `${metric.goal} ${metric.unit}`,
      metric.meets === null ? '' : metric.meets ? 'met' : 'NOT met',
      metric.runs.length > 1 ? `${Math.min(...metric.runs)} - ${Math.max(...metric.runs)} (${metric.runs.length})` : '',
    ]);
    const head = ['metric', 'value', 'goal', '', 'range (runs)'];
    const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
    const line = (cells: readonly string[]): string =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd();
    const ruled = widths.map((width) => '-'.repeat(width));
    process.stdout.write(`\n${this.title}\n${[head, ruled, ...rows].map(line).join('\n')}\n`);
    for (const note of this.notes) process.stdout.write(`  ${note}\n`);
    const file = jsonFile();
    if (file !== null) {
      const body = { machine: machine(), metrics: Object.fromEntries(this.metrics) };
      writeFileSync(file, `${JSON.stringify(body, null, 2)}\n`);
    }
  }
}

function round(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(5)) : value;
}

function jsonFile(): string | null {
  const { values } = parseArgs({ options: { json: { type: 'string' } }, strict: false, allowPositionals: true });
  return typeof values['json'] === 'string' ? values['json'] : null;
}

/** What the figures were measured on, without names of hosts or people. */
export function machine(): Readonly<Record<string, string | number>> {
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? 'unknown',
    processors: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()}`,
    node: process.version,
    at: new Date().toISOString(),
  };
}
