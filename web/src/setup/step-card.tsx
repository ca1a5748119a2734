import { Group, Paper, Text, Title } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { firstSteps } from '../words/setup.ts';

interface StepCardProps {
  position: number;
  title: string;
  done: boolean;
  /** the step to do now; its heading takes the focus when the step before it ends */
  current: boolean;
  /** what a finished step came to */
  summary?: ReactNode;
  children?: ReactNode;
}

/** One of the first steps: open while it is its turn. */
export function StepCard({ position, title, done, current, summary, children }: StepCardProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const wasCurrent = useRef(current);
  useEffect(() => {
    if (current && !wasCurrent.current) heading.current?.focus();
    wasCurrent.current = current;
  }, [current]);
  return (
    <Paper component="li" withBorder p="md" className="step-card" aria-current={current ? 'step' : undefined}>
      <Group gap="sm" wrap="nowrap" align="center">
        <Mark position={position} done={done} current={current} />
        <Title order={2} fz="lg" ref={heading} tabIndex={-1} c={done || current ? undefined : 'dimmed'}>
          {title}
        </Title>
      </Group>
      {done && summary && (
        <Text size="sm" c="dimmed" mt={4} className="any-break">
          {summary}
        </Text>
      )}
      {children}
    </Paper>
  );
}

function Mark({ position, done, current }: { position: number; done: boolean; current: boolean }) {
  if (done) {
    return (
      <IconCircleCheckFilled
        size={26}
        role="img"
        aria-label={firstSteps.done}
        className="step-mark"
        data-state="done"
      />
    );
  }
  return (
    <span className="step-mark" data-state={current ? 'current' : 'later'} aria-hidden>
      {position}
    </span>
  );
}
