import { Group, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { shell } from '../words/shell.ts';
import type { DialogProps } from './dialog-props.ts';

/** Mantine's own title row is a <header>: a second banner for screen readers. This one is a plain row. */
export function ModalDialog({ opened, title, onClose, onGone, size, children }: DialogProps) {
  // Mantine notes where the focus was only when it sees a dialog open, not when it is open from the start.
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  return (
    <Modal.Root opened={mounted && opened} onClose={onClose} onExitTransitionEnd={onGone} size={size ?? 'md'}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <Group justify="space-between" mb="sm" pt="md" wrap="nowrap">
            <Modal.Title fw={650} fz="lg">
              {title}
            </Modal.Title>
            <Modal.CloseButton aria-label={shell.close} />
          </Group>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
