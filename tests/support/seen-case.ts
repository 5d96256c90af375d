import type { Device } from './central-device.ts';

export interface SeenCase {
  readonly id: string;
  readonly number: string;
  readonly epoch: number;
  readonly made: Record<string, string>;
  readonly records: Record<string, number>;
}

/** The case as a device that has just loaded it sees it: what its acts rest on. */
export async function seenBy(device: Device, number: string): Promise<SeenCase> {
  for (const line of await device.bootstrap('CPCO')) {
    if (line.kind !== 'case' || line.state.application.number !== number) continue;
    const { state } = line;
    const { assignment, bringForward, assessments } = state;
    const keyed = [
      ['assignment', assignment],
      ['bring-forward', bringForward],
      ...Object.entries(assessments).map(([type, record]) => [`assessment:${type}`, record] as const),
    ] as const;
    return {
      id: state.id,
      number,
      epoch: assignment.epoch,
      records: Object.fromEntries(keyed.map(([key, record]) => [key, record.version])),
      made: Object.fromEntries(keyed.flatMap(([key, { act }]) => (act == null ? [] : [[key, act]]))),
    };
  }
  throw new Error(`${number} is not here`);
}
