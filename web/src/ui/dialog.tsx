import { lazy, Suspense, useState } from 'react';
import type { DialogProps } from './dialog-props.ts';

const ModalDialog = lazy(async () => ({ default: (await import('./modal-dialog.tsx')).ModalDialog }));

/** A dialog with a title and a way to close it; its code is loaded when the first one opens. */
export function Dialog(props: DialogProps) {
  const [wanted, setWanted] = useState(props.opened);
  if (props.opened && !wanted) setWanted(true);
  return <Suspense fallback={null}>{wanted && <ModalDialog {...props} />}</Suspense>;
}
