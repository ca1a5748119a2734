import { Container } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { shell } from '../words/shell.ts';

/** A bug in a screen, or its code could not be loaded (e.g. after an upgrade of the server). */
export function CrashPage({ error }: { error: unknown }) {
  const router = useRouter();
  return (
    <Container py="md">
      <Page title={shell.crash}>
        <ProblemAlert error={error} retry={() => void router.invalidate()} />
      </Page>
    </Container>
  );
}
