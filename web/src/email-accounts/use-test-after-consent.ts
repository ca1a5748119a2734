import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { EmailAccount } from './account-queries.ts';
import type { AccountWork } from './use-account-work.ts';

/** Who comes back from the consent of a provider wants the mailbox to work: it is tested at once, and then Active. */
export function useTestAfterConsent(accounts: readonly EmailAccount[], work: AccountWork): void {
  const navigate = useNavigate();
  const id = useRouterState({ select: ({ location }) => (location.state.next ? location.state.of : undefined) });
  const begun = useRef('');
  const account = accounts.find((one) => one.id === id);
  useEffect(() => {
    if (account === undefined || begun.current === account.id) return;
    begun.current = account.id;
    // Not again when the page is loaded anew.
    void navigate({ to: '.', state: {}, replace: true });
    work.test(account);
  }, [account, navigate, work]);
}
