import { useEffect } from 'react';
import { createSwitch } from './switch.ts';

/** Whether the list of shortcuts is open. */
export const shortcutsList = createSwitch();

/** `?` opens the list, but not while somebody types or a dialog is open. */
export function useShortcutsKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector('[role=dialog][aria-modal=true]') !== null) return;
      event.preventDefault();
      shortcutsList.set(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
