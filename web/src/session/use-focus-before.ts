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
    const isInDialog = now?.closest('[role=dialog][aria-modal=true]') != null;
    if (now !== null && now !== document.body && !isInDialog && !ledHere(now)) return;
    const heading = document.querySelector<HTMLElement>('h1');
    for (const place of [...places.current.filter((one) => !ledHere(one)), heading]) {
      if (place?.isConnected) place.focus();
      if (place !== null && document.activeElement === place) return;
    }
  }, []);
}

/** A link of the navigation to this very page: who followed it is at the heading, as after any change of the address. */
function ledHere(place: Element): boolean {
  return place.closest('nav [aria-current=page]') !== null;
}
