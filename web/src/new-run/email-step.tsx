import { Alert, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { ROLES } from '../app/navigation.ts';
import { mayUse, useMe } from '../session/me.ts';
import { newRunSend } from '../words/new-run-send.ts';
import { RuleSelect } from './details-fields.tsx';
import type { StepProps } from './match-step.tsx';
import { PlanPanel, PlanProgress } from './plan-panel.tsx';
import { RowMails } from './row-mails.tsx';
import { isChecked } from './step.ts';
import { StepFrame } from './step-frame.tsx';
import type { Prepare } from './use-prepare.ts';

const words = newRunSend.email;

/** Step 3: whose e-mail it is, and the finished e-mail of every row. */
export function EmailStep({ prepare, onGo }: StepProps) {
  const { run, draft, dirty } = prepare;
  const isOutdated = useCheckAgain(prepare);
  const checked = isChecked(run) && !dirty;
  return (
    <StepFrame title={words.title} prepare={prepare} onBack={() => onGo('match')} onNext={() => onGo('send')}>
      <Stack gap="md">
        <Card withBorder component="section" aria-label={words.rule}>
          <RuleSelect value={draft.rule} onChange={(rule) => prepare.edit({ rule })} />
          <EditRule id={draft.rule} />
        </Card>
        {run.state === 'planning' ? (
          <Card withBorder>
            {isOutdated && (
              <Text size="sm" mb="xs">
                {words.changed}
              </Text>
            )}
            <PlanProgress prepare={prepare} />
          </Card>
        ) : checked ? (
          <Finished prepare={prepare} onGo={onGo} />
        ) : (
          <PlanPanel prepare={prepare} onCheck={() => void prepare.plan()} />
        )}
      </Stack>
    </StepFrame>
  );
}

/** A rule that was changed since makes other e-mails: they are prepared again, once, without being asked to. */
function useCheckAgain({ run, dirty, plan }: Prepare): boolean {
  const outdated = run.state === 'planned' && run.rule !== null && run.rule.version !== run.ruleVersion;
  const tried = useRef<number>(undefined);
  const latest = useRef(plan);
  latest.current = plan;
  const version = run.rule?.version;
  useEffect(() => {
    if (!outdated || dirty || tried.current === version) return;
    tried.current = version;
    void latest.current();
  }, [outdated, dirty, version]);
  return tried.current !== undefined;
}

function EditRule({ id }: { id: string }) {
  const router = useRouter();
  const mayEdit = mayUse(useMe(), ROLES.rules);
  if (!mayEdit || id === '') return null;
  const { href } = router.buildLocation({ to: '/rules/$id', params: { id } });
  return (
    <Group gap="sm" mt="sm">
      <Button
        component="a"
        href={href}
        target="_blank"
        rel="noopener"
        size="compact-sm"
        variant="default"
        rightSection={<IconExternalLink size={14} aria-hidden />}
      >
        {words.edit}
      </Button>
      <Text size="xs" c="dimmed">
        {words.editText}
      </Text>
    </Group>
  );
}

function Finished({ prepare: { run }, onGo }: StepProps) {
  if (run.counts.planned === 0) {
    return (
      <Alert color="yellow" title={words.none}>
        <Button size="compact-sm" variant="default" onClick={() => onGo('match')}>
          {words.toMatch}
        </Button>
      </Alert>
    );
  }
  return (
    <section aria-labelledby="run-preview">
      <Title order={3} id="run-preview" mb="xs">
        {words.preview}
      </Title>
      <RowMails run={run} />
    </section>
  );
}
