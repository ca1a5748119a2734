import './setup.css';
import { List, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useMe } from '../session/me.ts';
import { AnchorLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { firstSteps as words } from '../words/setup.ts';
import { type FirstSteps, useFirstSteps } from './first-steps.ts';
import { MailboxStep } from './mailbox-step.tsx';
import { RuleStep } from './rule-step.tsx';
import { SendStep } from './send-step.tsx';
import { sandboxQuery } from './setup-queries.ts';
import { StepCard } from './step-card.tsx';
import { underWay } from './under-way.ts';

/** From nothing to the first e-mail; what is done stays done, whoever did it and wherever. */
export function FirstStepsPage() {
  const { steps, error, retry } = useFirstSteps();
  useEffect(() => underWay.set(false), []);
  return (
    <Page title={words.title}>
      <Text mb="md" maw={720}>
        {words.intro}
      </Text>
      {error ? <ProblemAlert error={error} retry={retry} /> : null}
      {steps ? <Steps steps={steps} /> : !error && <StepsSkeleton />}
    </Page>
  );
}

function Steps({ steps }: { steps: FirstSteps }) {
  const me = useMe();
  const { mailbox, rule, sent, current } = steps;
  return (
    <ol className="step-list">
      <StepCard
        position={1}
        title={words.administrator.title}
        done
        current={false}
        summary={words.administrator.summary(me?.name ?? '')}
      />
      <StepCard
        position={2}
        title={words.mailbox.title}
        done={mailbox !== undefined}
        current={current === 'mailbox'}
        summary={mailbox && words.mailbox.summary(mailbox.displayName, mailbox.from?.address ?? '')}
      >
        <MailboxStep connectors={steps.connectors} current={current === 'mailbox'} />
      </StepCard>
      <StepCard
        position={3}
        title={words.rule.title}
        done={rule !== undefined}
        current={current === 'rule'}
        summary={rule && words.rule.summary(rule.name)}
      >
        {current === 'rule' && mailbox && <RuleStep mailbox={mailbox} />}
      </StepCard>
      <StepCard position={4} title={words.send.title} done={sent} current={current === 'send'}>
        {mailbox && rule && <SendStep steps={steps} />}
      </StepCard>
      {current === undefined && <Next />}
    </ol>
  );
}

function Next() {
  const { data: sandbox } = useQuery(sandboxQuery);
  const links = [
    { to: '/admin/data-sources', label: words.next.dataSources },
    { to: '/rules', label: words.next.rules },
    { to: '/outbox', label: words.next.outbox },
    ...(sandbox?.state === 'running' ? [{ to: '/sandbox', label: words.next.sandbox }] : []),
  ] as const;
  return (
    <Paper component="li" withBorder p="md">
      <Title order={2} fz="lg" mb="xs">
        {words.next.title}
      </Title>
      <List size="sm" spacing={4}>
        {links.map(({ to, label }) => (
          <List.Item key={to}>
            <AnchorLink to={to} size="sm">
              {label}
            </AnchorLink>
          </List.Item>
        ))}
      </List>
    </Paper>
  );
}

function StepsSkeleton() {
  return (
    <Stack gap={12} maw={720} aria-hidden>
      <Skeleton h={84} />
      <Skeleton h={300} />
      <Skeleton h={60} />
      <Skeleton h={60} />
    </Stack>
  );
}
