import { useCallback, useEffect, useRef } from 'react';

/**
 * Answers what gives the focus back to where it was before the dialog. The browser takes it from a button that is
 * disabled while its request runs, so the last place is noted as it comes, not when the dialog opens.
 */
export function useFocusBefore(): () => void {
  const places = useRef<HTMLElement[]>([]);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement) || target.closest('[role=dialog][aria-modal=true]')) return;
      places.current = [target, ...places.current.filter((one) => one !== target && one.isConnected)].slice(0, 3);
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  return useCallback(() => {
    const now = document.activeElement;
    if (now !== null && now !== document.body && now.closest('[role=dialog][aria-modal=true]') === null) return;
    const heading = document.querySelector<HTMLElement>('h1');
    for (const place of [...places.current, heading]) {
      if (place?.isConnected) place.focus();
      if (place !== null && document.activeElement === place) return;
    }
  }, []);
}
