import { Button, Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { RuleInput } from '../rules/rule-model.ts';
import { rule as words } from '../words/rule.ts';

const TestMailDialog = lazy(async () => ({ default: (await import('./test-mail-dialog.tsx')).TestMailDialog }));

interface ActionBarProps {
  draft: RuleInput;
  facts: object | undefined;
  busy: boolean;
  onSave: () => void;
}

export function ActionBar({ draft, facts, busy, onSave }: ActionBarProps) {
  const navigate = useNavigate();
  const [testing, setTesting] = useState(false);
  const [wanted, setWanted] = useState(false);
  if (testing && !wanted) setWanted(true);
  return (
    <div className="action-bar">
      <Group gap="xs">
        <Button loading={busy} onClick={onSave}>
          {words.bar.save}
        </Button>
        <Button variant="default" onClick={() => setTesting(true)}>
          {words.test.button}
        </Button>
        <Button variant="subtle" color="gray" px="sm" onClick={() => void navigate({ to: '/rules' })}>
          {words.bar.close}
        </Button>
      </Group>
      <Suspense fallback={null}>
        {wanted && <TestMailDialog opened={testing} onClose={() => setTesting(false)} draft={draft} facts={facts} />}
      </Suspense>
    </div>
  );
}
