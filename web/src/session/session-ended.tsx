import { Alert, Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { listenToOtherTabs, sessionBegun } from '../api/session-ended.ts';
import { session } from '../words/session.ts';
import { useMe } from './me.ts';
import { readAgain } from './read-again.ts';
import { type SessionState, sessionState } from './session-state.ts';
import { useFocusBefore } from './use-focus-before.ts';

const SessionEndedDialog = lazy(async () => ({
  default: (await import('./session-ended-dialog.tsx')).SessionEndedDialog,
}));

export function useSessionState(): SessionState {
  return useSyncExternalStore(sessionState.listen, sessionState.read);
}

/** Asks who was signed in to sign in again; the dialog is loaded when it is needed. */
export function SessionEnded() {
  const { ended, asking } = useSessionState();
  const [wanted, setWanted] = useState(asking);
  if (asking && !wanted) setWanted(true);
  const focusBefore = useFocusBefore();
  useOtherTabs();
  useEffect(() => sessionState.watch(), []);
  return (
    <>
      <div role="status">{ended && !asking && <SignedOut />}</div>
      <Suspense fallback={null}>
        {wanted && <SessionEndedDialog opened={asking} onClose={sessionState.close} onGone={focusBefore} />}
      </Suspense>
    </>
  );
}

/** What stays when the dialog is closed: the way to open it again. */
function SignedOut() {
  return (
    <Alert color="yellow" mb="md" p="xs">
      <Group gap="sm">
        <Text size="sm">{session.signedOut}</Text>
        <Button size="compact-sm" variant="default" onClick={sessionState.ask}>
          {session.signIn}
        </Button>
      </Group>
    </Alert>
  );
}

/** Who signs in again in another tab is signed in here, too. */
function useOtherTabs(): void {
  const queries = useQueryClient();
  const me = useMe();
  const before = useRef(me);
  useEffect(() => {
    before.current = me;
  }, [me]);
  useEffect(
    () =>
      listenToOtherTabs((told) => {
        if (told === 'signed-in') void readAgain(queries, before.current).then(sessionBegun.report);
      }),
    [queries],
  );
}
