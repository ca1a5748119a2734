import type { ReactNode } from 'react';

export interface DialogProps {
  opened: boolean;
  title: string;
  onClose: () => void;
  size?: string;
  children: ReactNode;
}
