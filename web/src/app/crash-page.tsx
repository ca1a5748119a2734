import { Alert, Button, Code, Container, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { shell } from '../words/shell.ts';
import { isLostCode } from './lost-code.ts';
import { isOfServer } from './of-server.ts';
import { useServerBack } from './use-server-back.ts';

/** A bug in a screen, or its code could not be loaded. */
export function CrashPage({ error }: { error: unknown }) {
  const router = useRouter();
  return (
    <Container py="md">
      {isLostCode(error) ? (
        <LostCode />
      ) : (
        <Page title={shell.crash}>
          {isOfServer(error) ? (
            <ProblemAlert error={error} retry={() => void router.invalidate()} />
          ) : (
            <OwnError error={error} />
          )}
        </Page>
      )}
    </Container>
  );
}

/** A screen that fails again at once: another try without a reload helps nobody. */
function OwnError({ error }: { error: unknown }) {
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} maw={600} role="alert">
      <Text size="sm" mb="xs">
        {shell.ownError}
      </Text>
      <Code block mb="sm" className="any-break wrapped-lines">
        {String(error).split('\n', 1)}
      </Code>
      <Button size="compact-sm" variant="default" onClick={reload}>
        {shell.upgraded.reload}
      </Button>
    </Alert>
  );
}

/** Browsers keep what failed to load: only a reload asks for it again. A server that answers has newer code. */
function LostCode() {
  const server = useServerBack(reload);
  if (server === 'asking') return null;
  const words = server === 'down' ? shell.unreachable : shell.upgraded;
  return (
    <Page title={words.title}>
      <Alert
        color={server === 'down' ? 'red' : 'yellow'}
        icon={<IconAlertTriangle aria-hidden />}
        maw={600}
        role="alert"
      >
        <Text size="sm" mb={server === 'down' ? 0 : 'sm'}>
          {words.text}
        </Text>
        {server === 'up' && (
          <Button size="compact-sm" variant="default" onClick={reload}>
            {shell.upgraded.reload}
          </Button>
        )}
      </Alert>
    </Page>
  );
}

function reload(): void {
  window.location.reload();
}
