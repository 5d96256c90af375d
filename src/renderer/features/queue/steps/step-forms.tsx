import { lazy, Suspense } from 'react';
import type { CaseSteps } from './use-case-steps.ts';

const BringForwardForm = lazy(async () => ({
  default: (await import('./bring-forward-form.tsx')).BringForwardForm,
}));
const ReassignForm = lazy(async () => ({ default: (await import('./reassign-form.tsx')).ReassignForm }));

/** The steps that ask for something first. */
export type StepForm = 'bring-forward' | 'reassign';

export interface StepFormsProps {
  readonly form: StepForm;
  readonly caseIds: readonly string[];
  readonly officeId: string;
  readonly today: string;
  readonly run: CaseSteps['run'];
  readonly close: () => void;
}

/** What a step asks for before it is done. Loaded when first needed. */
export function StepForms({ form, caseIds, officeId, today, run, close }: StepFormsProps) {
  return (
    <Suspense fallback={null}>
      {form === 'bring-forward' ? (
        <BringForwardForm
          count={caseIds.length}
          today={today}
          close={close}
          done={(payload) =>
            run({
              name: 'bringForward',
              caseIds,
              step: { type: 'bring-forward.set', payload },
              values: { date: payload.date },
            })
          }
        />
      ) : (
        <ReassignForm
          count={caseIds.length}
          officeId={officeId}
          close={close}
          done={(to, name, reason) =>
            run({
              name: 'reassign',
              caseIds,
              step: { type: 'case.reassign', payload: { to, officeId: null, reason } },
              values: { name },
            })
          }
        />
      )}
    </Suspense>
  );
}
