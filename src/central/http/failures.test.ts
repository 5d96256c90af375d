import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { errorCodes } from '#shared/errors/codes.ts';
import { failureBody } from '#shared/protocol/failure.ts';
import { failureOf } from './failures.ts';
import { traceOf } from './request-log.ts';

describe('a failure on the wire', () => {
  it('has a status and a body that fits the protocol, for every code', () => {
    for (const code of errorCodes) {
      const { status, body } = failureOf(new AppError(code, { count: 3 }));
      expect(status).toBeGreaterThanOrEqual(400);
      expect(failureBody.parse(body).error.code).toBe(code);
    }
  });

  it('says which field does not fit, not what stood there', () => {
    const schema = z.object({ commands: z.array(z.object({ n: z.number() })) });
    const { error } = schema.safeParse({ commands: [{ n: 'Ngozi Okafor' }] });
    const { status, body } = failureOf(error);
    expect([status, body.error]).toEqual([
      400,
      { code: 'bad-request', details: { field: 'commands.0.n' }, retryable: false },
    ]);
  });

  it('tells nothing of a bug', () => {
    const { status, body } = failureOf(new TypeError('cannot read V300100200 of Ngozi'));
    expect([status, body.error]).toEqual([500, { code: 'internal', details: {}, retryable: false }]);
  });

  it('goes into the log without its message', () => {
    const trace = traceOf(Object.assign(new Error('duplicate key (V300100200)'), { code: '23505' }));
    expect(trace).toMatchObject({ name: 'Error', code: '23505' });
    expect(JSON.stringify(trace)).not.toContain('V300100200');
    expect(trace.frames.length).toBeGreaterThan(0);
    expect(traceOf('text')).toEqual({ name: 'string', code: '', frames: [] });
  });
});
