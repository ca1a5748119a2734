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
  useEffect(() => sessionEnded.listen(() => known && setOpened(true)), [known]);
  return <Suspense fallback={null}>{opened && <SessionEndedDialog onClose={() => setOpened(false)} />}</Suspense>;
}
