import { Button, Text, ThemeIcon } from '@mantine/core';
import { type Icon, IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import { connection } from '../words/connection.ts';
import type { TestStep } from './use-connection-test.ts';

const words = connection.testPanel;

const LOOKS: Record<keyof typeof words.states, { color: string; icon: Icon }> = {
  good: { color: 'green', icon: IconCheck },
  bad: { color: 'red', icon: IconX },
  skipped: { color: 'gray', icon: IconMinus },
};

type Suggestion = NonNullable<TestStep['suggestion']>;

interface TestStepsProps {
  steps: readonly TestStep[];
  /** of values that are no longer those in the form */
  faded: boolean;
  onTake(suggestion: Suggestion): void;
}

/** Each step with how it went, the server's own words, and what to do. */
export function TestSteps({ steps, faded, onTake }: TestStepsProps) {
  return (
    <ol className="test-steps" aria-label={words.steps} data-faded={faded || undefined}>
      {steps.map((step) => (
        <li key={step.id}>
          <Step step={step} onTake={faded ? undefined : onTake} />
        </li>
      ))}
    </ol>
  );
}

function Step({ step, onTake }: { step: TestStep; onTake: TestStepsProps['onTake'] | undefined }) {
  const { label, ok, ms, server, detail, fix, suggestion } = step;
  const state = ok === null ? 'skipped' : ok ? 'good' : 'bad';
  const { color, icon: Icon } = LOOKS[state];
  return (
    <>
      <ThemeIcon size="sm" radius="xl" variant="light" color={color} mt={1}>
        <Icon size={13} aria-hidden />
      </ThemeIcon>
      <div className="test-step">
        <Text size="sm" fw={state === 'bad' ? 600 : 500}>
          {label}
        </Text>
        <Text size="xs" c={state === 'bad' ? 'var(--ui-danger-text)' : 'dimmed'}>
          {words.states[state]}
          {ok !== null && ` · ${words.ms(ms)}`}
        </Text>
        {detail && (
          <Text size="xs" c="dimmed" className="any-break">
            {detail}
          </Text>
        )}
        {server && (
          <Text size="xs" className="any-break">
            <Text span inherit c="dimmed">
              {words.server}
            </Text>{' '}
            <q>{server}</q>
          </Text>
        )}
        {fix && (
          <Text size="sm" fw={500} mt={2} className="any-break">
            {fix}
          </Text>
        )}
        {suggestion && onTake && (
          <Button size="compact-sm" mt={4} onClick={() => onTake(suggestion)}>
            {suggestion.label}
          </Button>
        )}
      </div>
    </>
  );
}
