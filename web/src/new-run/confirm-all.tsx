import { Button } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { newRunRows } from '../words/new-run-rows.ts';
import { confirmAddresses } from './run-calls.ts';
import type { Prepare } from './use-prepare.ts';

const words = newRunRows.confirm;

interface ConfirmAllProps {
  prepare: Prepare;
  count: number;
  onDone: (text: string) => void;
}

/** For all rows that go to another address than last time, after somebody looked at them below. */
export function ConfirmAll({ prepare: { run, change }, count, onDone }: ConfirmAllProps) {
  const [asking, setAsking] = useState(false);
  const confirm = async () => {
    const done = await change.run(confirmAddresses(run.id, { problem: 'changed_address' }));
    setAsking(false);
    if (done) onDone(words.done(count));
  };
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {words.all(count)}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={words.title(count)}
        text={words.text}
        stay={words.stay}
        go={words.all(count)}
        busy={change.busy}
        onStay={() => setAsking(false)}
        onGo={() => void confirm()}
      />
    </>
  );
}
