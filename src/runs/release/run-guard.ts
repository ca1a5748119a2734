import { type Guard, redirectOf } from '../../sdk/index.ts';

interface Redirected {
  to: string;
  mails: number;
}

/**
 * What the guards do with the e-mails of a run, as its approver has to know it; null: nothing. `redirected`: those that were
 * planned for the address of a guard. Bytes never change, so the others of them do not go there but are captured.
 */
export function runGuardText(
  guards: readonly Guard[],
  planned: number,
  redirected: readonly Redirected[],
): string | null {
  if (planned === 0) return null;
  if (guards.some(({ mode }) => mode === 'capture')) return 'The guard captures all e-mails: nobody gets one.';
  const to = redirectOf(guards);
  if (to !== undefined) return redirectText(to, planned, redirected);
  const [old] = redirected;
  if (old !== undefined) {
    return `This run was planned while the guard redirected e-mails to ${old.to}; it cannot be released any more. Cancel it and make the run anew.`;
  }
  if (guards.length === 0) return null;
  return 'The guard lets e-mails through to the addresses of its list only. All others are captured: nobody gets them.';
}

function redirectText(to: string, planned: number, redirected: readonly Redirected[]): string {
  const there = redirected.find((one) => one.to === to)?.mails ?? 0;
  if (there === planned) return `While redirected, all ${planned} mails go to ${to}; nobody else gets one.`;
  const rest = planned - there;
  const captured = `${rest} of the ${planned} mails were not planned for it: the guard captures them, and nobody gets one.`;
  return `The guard redirects to ${to}. ${captured} To redirect them, cancel the run and make it anew.`;
}

/** Of a run whose mails all have an outcome: what the state alone does not say. */
export function endReason(
  counts: Record<string, number>,
  of: { suppressed: number; unregistered: number; redirected: readonly Redirected[] },
): string {
  const { accepted = 0, redirected = 0, captured = 0, failed = 0, uncertain = 0, cancelled = 0 } = counts;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const gone = of.suppressed - of.unregistered;
  const parts = [
    redirected + captured > 0 ? `${accepted} sent to owners` : '',
    redirected > 0 ? `${redirected} redirected to ${of.redirected.map(({ to }) => to).join(', ')}` : '',
    captured > 0 ? `${captured} captured by the guard` : '',
    failed > 0 ? `${failed} failed` : '',
    uncertain > 0 ? `${uncertain} may or may not have arrived` : '',
    gone > 0 ? `${gone} held, because the address gets no e-mail` : '',
    of.unregistered > 0 ? `${of.unregistered} held, because the address is not registered any more` : '',
    cancelled > 0 ? takenBack(cancelled, all) : '',
  ];
  return parts.filter((text) => text !== '').join(', ');
}

function takenBack(count: number, all: number): string {
  return `${count} of ${all} ${all === 1 ? 'e-mail' : 'e-mails'} ${count === 1 ? 'was' : 'were'} taken back`;
}
