import { Button, Group, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { mailQuery } from '../outbox/outbox-queries.ts';
import { ResolveForm } from '../outbox/resolve-form.tsx';
import { mayUse, useMe } from '../session/me.ts';
import { outbox } from '../words/outbox.ts';
import { runRows } from '../words/run-rows.ts';
import { RedirectForm } from './redirect-form.tsx';
import type { RowProps } from './row-props.ts';
import { SendAgainForm } from './send-again-form.tsx';
import { TestForm } from './test-form.tsx';
import { TryAgainForm } from './try-again-form.tsx';
import { useRereadRow } from './use-reread-row.ts';

const words = runRows.actions;
const OPERATORS = ['administrator', 'payroll_operator'];
/** While the first one may still go out, a second one would be a mistake. */
const ENDED = ['accepted', 'failed', 'bounced'];
/** What a person may let take its turn once more: held, because the address got no e-mail, or failed. */
const RETRIED = ['held', 'failed'];
const OVER = ['sending', 'paused', 'stopped', 'finished', 'cancelled'];

type Opened = 'retry' | 'again' | 'test' | 'other' | 'decide';

/** Each asks in place: a dialog over the drawer would hide what it asks about. */
export function RowActions({ run, row }: RowProps) {
  const [opened, setOpened] = useState<Opened>();
  const mayOperate = mayUse(useMe(), OPERATORS);
  const close = () => setOpened(undefined);
  const reread = useRereadRow(run.id, row.id, row.mail?.id);
  const ended = row.mail !== null && ENDED.includes(row.mail.state);
  const { data: mail } = useQuery({ ...mailQuery(row.mail?.id ?? ''), enabled: row.mail !== null });
  if (!mayOperate || row.mail === null) return null;
  const toggle = (name: Opened) => setOpened(opened === name ? undefined : name);
  const buttons: [name: Opened, label: string, shown: boolean][] = [
    ['decide', words.decide, mail?.can.resolve ?? false],
    ['retry', words.retry, RETRIED.includes(row.mail.state) && (mail?.can.retry ?? false)],
    ['again', words.again, ended && (mail?.can.resend ?? false)],
    ['test', words.test, true],
    ['other', words.other, ended && OVER.includes(run.state) && row.redirect === null],
  ];
  const parts: Record<Opened, ReactNode> = {
    decide: mail && <ResolveForm mail={mail} onClose={() => void reread().then(close)} />,
    retry: <TryAgainForm row={row} onClose={close} onDone={reread} />,
    again: <SendAgainForm row={row} onClose={close} onDone={reread} />,
    test: <TestForm run={run} row={row} onClose={close} />,
    other: <RedirectForm run={run} row={row} onClose={close} onDone={reread} />,
  };
  const titles: Record<Opened, string> = {
    decide: outbox.resolve.title,
    retry: runRows.tryAgain.title,
    again: runRows.again.title,
    test: runRows.test.title,
    other: runRows.other.title,
  };
  return (
    <>
      <Group gap="sm" mt="md">
        {buttons
          .filter(([, , shown]) => shown)
          .map(([name, label]) => (
            <Button
              key={name}
              size="xs"
              variant={name === 'decide' ? 'filled' : 'default'}
              aria-expanded={opened === name}
              onClick={() => toggle(name)}
            >
              {label}
            </Button>
          ))}
      </Group>
      {opened !== undefined && (
        <section className="run-drawer-part" aria-label={titles[opened]}>
          <Title order={3} mb="xs">
            {titles[opened]}
          </Title>
          {parts[opened]}
        </section>
      )}
    </>
  );
}
