import type { ReactNode } from 'react';

export interface DialogProps {
  opened: boolean;
  title: string;
  onClose: () => void;
  /** it has faded out */
  onGone?: () => void;
  size?: string;
  children: ReactNode;
}
