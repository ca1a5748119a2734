import { lazy, Suspense, useEffect, useState } from 'react';
import { sessionEnded } from '../api/session-ended.ts';
import { useMe } from './me.ts';

const SessionEndedDialog = lazy(async () => ({
  default: (await import('./session-ended-dialog.tsx')).SessionEndedDialog,
}));

/** Asks who was signed in to sign in again; the dialog is loaded when it is needed. */
export function SessionEnded() {
  const known = useMe() !== null;
  const [opened, setOpened] = useState(false);
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (!known) return undefined;
    return sessionEnded.listen(() => {
      setWanted(true);
      setOpened(true);
    });
  }, [known]);
  return (
    <Suspense fallback={null}>
      {wanted && <SessionEndedDialog opened={opened} onClose={() => setOpened(false)} />}
    </Suspense>
  );
}
