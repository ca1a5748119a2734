import { Alert, Button, Group, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { newRun } from '../words/new-run.ts';
import type { Prepare } from './use-prepare.ts';

interface StepFrameProps {
  title: string;
  prepare: Prepare;
  onBack?: () => void;
  onNext?: () => void;
  /** instead of Continue */
  action?: ReactNode;
  children: ReactNode;
}

/** Heading, what went wrong, and the bar with Back and Continue. The heading has the focus when the step was chosen. */
export function StepFrame({ title, prepare, onBack, onNext, action, children }: StepFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === document.body || activeElement?.closest('.run-steps, .action-bar')) heading.current?.focus();
  }, []);
  const { change } = prepare;
  return (
    <div className="run-step">
      <Title order={2} mb="sm" ref={heading} tabIndex={-1}>
        {title}
      </Title>
      {change.stale && (
        <Alert color="yellow" title={newRun.stale} icon={<IconAlertTriangle aria-hidden />} mb="md" role="alert">
          <Text size="sm">{newRun.staleText}</Text>
        </Alert>
      )}
      <ProblemAlert error={change.error} />
      {children}
      <Group className="action-bar" justify="space-between">
        {onBack ? (
          <Button variant="default" onClick={onBack}>
            {newRun.back}
          </Button>
        ) : (
          <span />
        )}
        {action}
        {onNext && (
          <Button loading={change.busy} onClick={onNext}>
            {newRun.next}
          </Button>
        )}
      </Group>
    </div>
  );
}
