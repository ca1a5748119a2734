import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { RuleInput } from '../../rules/rule-model.ts';
import { rule as words } from '../../words/rule.ts';

const ReplayDialog = lazy(async () => ({ default: (await import('./replay-dialog.tsx')).ReplayDialog }));

/** Opens the comparison of a stored rule with what stands in the editor. */
export function ReplayButton({ id, draft }: { id: string; draft: RuleInput }) {
  const [opened, setOpened] = useState(false);
  const [wanted, setWanted] = useState(false);
  if (opened && !wanted) setWanted(true);
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpened(true)} className="replay-button">
        {words.replay}
      </Button>
      <Suspense fallback={null}>
        {wanted && <ReplayDialog id={id} draft={draft} opened={opened} onClose={() => setOpened(false)} />}
      </Suspense>
    </>
  );
}
