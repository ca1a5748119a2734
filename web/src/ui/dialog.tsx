import { Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { shell } from '../words/shell.ts';

interface DialogProps {
  opened: boolean;
  title: string;
  onClose: () => void;
  size?: string;
  children: ReactNode;
}

/** Mantine's own title row is a <header>: a second banner for screen readers. This one is a plain row. */
export function Dialog({ opened, title, onClose, size, children }: DialogProps) {
  return (
    <Modal.Root opened={opened} onClose={onClose} size={size ?? 'md'}>
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
