import { expect, it } from 'vitest';
import { AppError } from './app-error.ts';
import { isMissingFile, isNoRoom, systemCodeOf } from './system-failure.ts';

const failure = (code: unknown): Error => Object.assign(new Error('of the system'), { code });

it.each(['ENOSPC', 'EDQUOT', 'EFBIG'])('%s is a disk without room', (code) => {
  expect([isNoRoom(failure(code)), isMissingFile(failure(code))]).toEqual([true, false]);
});

it('a missing file is told from what may not be read', () => {
  expect([isMissingFile(failure('ENOENT')), isMissingFile(failure('EACCES'))]).toEqual([true, false]);
});

it('what no operating system has thrown is neither', () => {
  for (const thrown of [
    failure(28),
    new Error('ENOSPC'),
    { code: 'ENOENT' },
    'ENOENT',
    null,
    undefined,
    new AppError('disk-full'),
  ])
    expect([isNoRoom(thrown), isMissingFile(thrown)]).toEqual([false, false]);
  expect(systemCodeOf(failure(28))).toBeNull();
});
