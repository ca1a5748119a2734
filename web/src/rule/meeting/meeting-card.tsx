import { Card, Skeleton, Switch, Title } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { rule } from '../../words/rule.ts';
import type { ActionPartProps } from '../action-part.ts';
import type { Meeting } from '../draft.ts';

const words = rule.meeting;
const MeetingFields = lazy(async () => ({ default: (await import('./meeting-fields.tsx')).MeetingFields }));

type MeetingCardProps = Pick<ActionPartProps, 'index' | 'suffix' | 'params' | 'fields' | 'findings'> & {
  onChange: (meeting: Meeting | undefined) => void;
};

/** Whether the email invites to a meeting, and to which. */
export function MeetingCard({ suffix, params, onChange, ...part }: MeetingCardProps) {
  const { invitation } = params;
  const heading = words.heading + suffix;
  return (
    <Card withBorder padding="lg" component="section" aria-label={heading}>
      <Title order={2} mb="sm">
        {heading}
      </Title>
      <Switch
        label={words.on}
        description={words.onText}
        checked={invitation !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? { start: '', end: '' } : undefined)}
      />
      {invitation && (
        <Suspense fallback={<Skeleton h={400} mt="sm" />}>
          <MeetingFields {...part} meeting={invitation} onChange={onChange} />
        </Suspense>
      )}
    </Card>
  );
}
