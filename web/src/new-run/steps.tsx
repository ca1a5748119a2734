import { VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { newRun } from '../words/new-run.ts';
import { STEPS, type Step } from './step-names.ts';

interface StepsProps {
  now: Step;
  done: readonly Step[];
  /** absent: there is no run yet, so there is nowhere to go */
  onGo?: (step: Step) => void;
}

/** Where one is, what is done, and the way to every other step. */
export function Steps({ now, done, onGo }: StepsProps) {
  return (
    <nav aria-label={newRun.steps.label}>
      <ol className="run-steps">
        {STEPS.map((step, place) => {
          const isDone = done.includes(step) && step !== now;
          return (
            <li key={step}>
              <button
                type="button"
                aria-current={step === now ? 'step' : undefined}
                data-done={isDone || undefined}
                disabled={onGo === undefined && step !== now}
                onClick={() => step !== now && onGo?.(step)}
              >
                <span className="step-mark" aria-hidden>
                  {isDone ? <IconCheck size={14} /> : place + 1}
                </span>
                {newRun.steps[step]}
                {isDone && <VisuallyHidden>({newRun.steps.done})</VisuallyHidden>}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
