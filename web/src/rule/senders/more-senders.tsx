import { Button, Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { rule } from '../../words/rule.ts';
import type { ActionPartProps } from '../action-part.ts';
import { emailInputId } from '../findings.ts';

const SendersInput = lazy(async () => ({ default: (await import('./senders-input.tsx')).SendersInput }));

/** A1.39, A2.27: senders that are chosen when the rule runs, loaded where a rule has some or is to get some. */
export function MoreSenders({ index, params, set, fields, findings }: Omit<ActionPartProps, 'suffix'>) {
  const { from } = params;
  // A From of its own is another thing, and is kept.
  if (from !== undefined && !Array.isArray(from)) return null;
  const id = emailInputId(index, 'from');
  if (from === undefined) {
    return (
      <div>
        <Button id={id} variant="subtle" size="compact-sm" onClick={() => set('from', [{ connector: '' }])}>
          {rule.email.moreSenders}
        </Button>
      </div>
    );
  }
  return (
    <Suspense fallback={<Skeleton h={90} />}>
      <SendersInput
        id={id}
        path={`/actions/${index}/params/from`}
        value={from}
        hasConnector={params.connector !== undefined}
        onChange={(steps) => set('from', steps.length > 0 ? steps : undefined)}
        fields={fields}
        findings={findings}
      />
    </Suspense>
  );
}
