import { describe, expect, it } from 'vitest';
import { wordsTyped } from './words-typed.ts';

describe('the words kept of a case that is gone', () => {
  it('are every text that was written in notes, remarks and drafts, and nothing else', () => {
    const draft = {
      outcome: 'refuse',
      grounds: [{ groundId: 'r179-b', ownWords: 'One deposit.', introductionId: 'r179-b.intro', evidenceIds: [] }],
      reasons: { circumstances: '', process: '', representations: '', detailed: 'The source is not shown.' },
    };
    const kept = {
      note: JSON.stringify({ type: 'general', text: 'Half a note', passages: [{ reason: 'investigation' }] }),
      'remark:eligibility': 'Ask for payslips.',
      decision: JSON.stringify(draft),
      'decision:refuse': JSON.stringify(draft),
    };
    expect(wordsTyped(kept)).toEqual(['Half a note', 'Ask for payslips.', 'One deposit.', 'The source is not shown.']);
  });

  it('are none where nothing was typed or it cannot be read', () => {
    expect(wordsTyped({})).toEqual([]);
    expect(wordsTyped({ note: '{"text":' })).toEqual([]);
  });
});
