import { Button } from '@mantine/core';
import { IconCode } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { editor as words } from '../words/editor.ts';

interface ToolbarProps {
  label: string;
  barRef?: Ref<HTMLDivElement>;
  onLeave: () => void;
  children: ReactNode;
}

/** One stop for Tab; the arrow keys go from button to button (WAI-ARIA, toolbar pattern), Esc goes back to the text. */
export function Toolbar({ label, barRef, onLeave, children }: ToolbarProps) {
  return (
    <div
      ref={barRef}
      role="toolbar"
      aria-label={words.formatting(label)}
      className="editor-bar"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && event.currentTarget.contains(event.target as Node)) onLeave();
        else moveInBar(event);
      }}
    >
      {children}
    </div>
  );
}

function moveInBar(event: KeyboardEvent<HTMLDivElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 };
  const to = steps[event.key];
  if (at === -1 || to === undefined) return;
  event.preventDefault();
  const next = buttons.at(to % buttons.length);
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next?.focus();
}

interface CodeViewButtonProps {
  on: boolean;
  onClick: () => void;
}

export function CodeViewButton({ on, onClick }: CodeViewButtonProps) {
  return (
    <Button
      size="compact-sm"
      variant={on ? 'filled' : 'subtle'}
      color={on ? undefined : 'gray'}
      aria-pressed={on}
      leftSection={<IconCode size={14} aria-hidden />}
      tabIndex={on ? 0 : -1}
      onClick={onClick}
    >
      {words.codeView}
    </Button>
  );
}
