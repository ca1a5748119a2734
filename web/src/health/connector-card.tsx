import { Card, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { ConnectorBadge, ConnectorReason } from '../data-sources/connector-state.tsx';
import { day, When } from '../ui/when.tsx';
import { health } from '../words/health.ts';
import type { BounceRate, ConnectorHealth } from './health-queries.ts';
import './health.css';

/** One mailbox: its state with reason and since when, and what stands behind it. `bounces`: null where nothing was sent; absent: not known yet. */
export function ConnectorCard({ one, bounces }: { one: ConnectorHealth; bounces: BounceRate | null | undefined }) {
  const { displayName, state, reason, since, provenAt, queued, queuedSince, told, webhookError, consentEndsAt } = one;
  const { inboxReadAt, inboxProblem } = one;
  return (
    <Card withBorder padding="md" component="li">
      <Group justify="space-between" gap="xs" mb={4}>
        <Title order={2} size="h4" className="any-break">
          {displayName}
        </Title>
        <ConnectorBadge connector={{ state }} />
      </Group>
      <ConnectorReason connector={{ state, stateReason: reason, stateAt: since ?? 0 }} mb="xs" />
      <dl className="health-facts">
        <Fact name={health.proven}>{provenAt === null ? health.never : <When at={provenAt} />}</Fact>
        <Fact name={health.queue}>
          {queued === 0 || queuedSince === null ? (
            health.queueEmpty
          ) : (
            <>
              {health.queued(queued)} <When at={queuedSince} />
            </>
          )}
        </Fact>
        <Fact name={health.circuit}>
          <Circuit one={one} />
        </Fact>
        <Fact name={health.told}>
          {told === 'problematic' || told === 'well' ? health.toldWords[told] : health.notTold}
        </Fact>
        <Fact name={health.inbox}>{inboxReadAt === null ? health.inboxNever : <When at={inboxReadAt} />}</Fact>
        {bounces !== undefined && <Fact name={health.bounces}>{bouncesOf(bounces)}</Fact>}
        {consentEndsAt !== null && <Fact name={health.consent}>{day(consentEndsAt)}</Fact>}
      </dl>
      {bounces?.tooMany && (
        <Text size="sm" c="var(--ui-danger-text)" mt="xs">
          {health.tooMany}
        </Text>
      )}
      {inboxProblem !== null && (
        <Text size="sm" c="var(--ui-danger-text)" mt="xs" className="any-break">
          {health.inboxProblem(inboxProblem)}
        </Text>
      )}
      {webhookError !== null && (
        <Text size="sm" c="var(--ui-danger-text)" mt="xs" className="any-break">
          {health.webhook(webhookError)}
        </Text>
      )}
    </Card>
  );
}

function bouncesOf(bounces: BounceRate | null): string {
  if (bounces === null) return health.bouncesNone;
  return [health.bouncesIn(bounces.day, health.day), health.bouncesIn(bounces.week, health.week)].join('; ');
}

function Circuit({ one: { failures, pausedUntil } }: { one: ConnectorHealth }) {
  if (failures === 0) return health.closed;
  if (pausedUntil === null || pausedUntil <= Date.now()) return health.halfOpen(failures);
  return (
    <>
      {health.open(failures)} <When at={pausedUntil} />
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
