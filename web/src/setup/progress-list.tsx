import { Loader, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { firstSteps } from '../words/setup.ts';

type ProgressState = 'running' | 'good' | 'bad' | 'skipped';

export interface ProgressLine {
  label: string;
  state: ProgressState;
  detail?: string;
}

const LOOKS: Record<ProgressState, { icon: ReactNode; word: string }> = {
  running: { icon: <Loader size={14} aria-hidden />, word: firstSteps.progress.running },
  good: { icon: <IconCheck size={16} aria-hidden />, word: firstSteps.progress.good },
  bad: { icon: <IconAlertTriangle size={16} aria-hidden />, word: firstSteps.progress.bad },
  skipped: { icon: <IconMinus size={16} aria-hidden />, word: firstSteps.progress.skipped },
};

/** What happens, line by line as it happens; read out as lines are added. */
export function ProgressList({ label, lines }: { label: string; lines: readonly ProgressLine[] }) {
  return (
    <div aria-live="polite">
      {lines.length > 0 && (
        <ul className="progress-list" aria-label={label}>
          {lines.map(({ label: text, state, detail }) => (
            <li key={text} data-state={state}>
              <span className="progress-mark">{LOOKS[state].icon}</span>
              <span>
                {text} <span className="progress-word">{LOOKS[state].word}</span>
                {detail && (
                  <Text size="xs" c="dimmed" className="any-break">
                    {detail}
                  </Text>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
