import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { SavedConnector } from '../connection/connection-queries.ts';
import { Dialog } from '../ui/dialog.tsx';
import { security } from '../words/security.ts';

const SecurityForm = lazy(async () => ({ default: (await import('./security-form.tsx')).SecurityForm }));

interface SecurityButtonProps {
  saved: SavedConnector;
  onSaved: (saved: SavedConnector) => void;
}

/** Screen 5: opens the security settings of a data source; their code comes with the first click. */
export function SecurityButton({ saved, onSaved }: SecurityButtonProps) {
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {security.open}
      </Button>
      <Dialog opened={opened} title={security.title} onClose={close} size="lg">
        <Suspense fallback={null}>
          {opened && <SecurityForm saved={saved} onSaved={onSaved} onClose={close} />}
        </Suspense>
      </Dialog>
    </>
  );
}
