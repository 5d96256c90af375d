import { useTranslation } from 'react-i18next';
import type { AssessmentType } from '#shared/model/assessment.ts';
import type { Program } from '#shared/model/programs/program.ts';
import { groundFor } from '#shared/model/programs/registry.ts';
import type { CheckJump, SigningCheck } from '#shared/model/signing-checks.ts';
import { useOpenCase } from '../../state/open-case.tsx';

/** A check's words: what it asks for, about which ground, assessment or number of documents. */
export function useCheckText(): (check: SigningCheck) => string {
  const { t } = useTranslation(['decide', 'domain']);
  const { program } = useOpenCase();
  return ({ id, subject, met, weight }) => {
    if (id === 'assessments-settled') {
      return t('decide:check.assessments-settled', { subject: t(`domain:assessment.${subject as AssessmentType}`) });
    }
    if (id === 'documents-opened' && met) return t('decide:allOpened');
    if (id === 'documents-opened') return t('decide:check.documents-opened', { count: Number(subject) });
    // What may be signed over is said as it stands, not as it should be.
    if (!met && weight === 'attention' && (id === 'ground-matches-file' || id === 'fairness-done')) {
      return t(`decide:over.${id}`, { subject: provisionOf(program, subject) });
    }
    return t(`decide:check.${id}`, { subject: provisionOf(program, subject) });
  };
}

function provisionOf(program: Program, subject: string): string {
  return groundFor(program, subject)?.provision ?? subject;
}

/** How a check stands, as a word: signs and colours only repeat it. */
function standing(check: SigningCheck): 'met' | 'unmet' | 'attention' {
  if (check.met) return 'met';
  return check.weight === 'blocking' ? 'unmet' : 'attention';
}

const signs = { met: '✓', unmet: '✕', attention: '!' } as const;

/** What has to hold before signing, what does not yet first; each leads to where it is put right. */
export function CheckList({ checks }: { readonly checks: readonly SigningCheck[] }) {
  const { t } = useTranslation('decide');
  const textOf = useCheckText();
  const jump = useJump();
  const order = ['unmet', 'attention', 'met'] as const;
  const sorted = order.flatMap((wanted) => checks.filter((check) => standing(check) === wanted));
  return (
    <section className="decide-checks" aria-labelledby="decide-checks-title" data-testid="checks">
      <h3 id="decide-checks-title">{t('checks.title')}</h3>
      <ul>
        {sorted.map((check) => {
          const stands = standing(check);
          const text = textOf(check);
          return (
            <li key={`${check.id} ${check.subject}`} data-standing={stands} data-check={check.id}>
              <span className="decide-check-sign" aria-hidden>
                {signs[stands]}
              </span>
              <span className="visually-hidden">{t(`checks.${stands}`)} </span>
              {check.met || check.jump.to === 'none' ? (
                <span>{text}</span>
              ) : (
                <button type="button" className="link" onClick={() => jump(check.jump)}>
                  {text}
                </button>
              )}
              {stands === 'attention' && <span className="decide-check-note">{t('checks.signedOver')}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function useJump(): (jump: CheckJump) => void {
  const { showPage, showTab } = useOpenCase();
  return (jump) => {
    switch (jump.to) {
      case 'decide':
        return showTab('decide', jump.field);
      case 'assess':
        return showTab('assess', `assessment:${jump.assessment}`);
      case 'document':
        return showPage({ documentId: jump.documentId, pageIndex: 0, region: null });
      case 'none':
        return undefined;
    }
  };
}
