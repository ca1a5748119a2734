import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { noticeDone } from '../ui/notices.ts';
import { emailAccounts } from '../words/email-accounts.ts';
import {
  accountsQuery,
  disconnect,
  type EmailAccount,
  type Preferences,
  prefer,
  remove,
  testAccount,
} from './account-queries.ts';

/** What is asked or edited in a dialog. */
export interface Open {
  kind: 'disconnect' | 'remove' | 'names';
  account: EmailAccount;
}

export interface AccountWork {
  busy: boolean;
  /** of the last action that could not be done */
  error: unknown;
  /** how a test of an account ended */
  result: string | undefined;
  open: Open | undefined;
  ask(open: Open): void;
  close(): void;
  /** disconnects or removes what was asked for */
  go(open: Open): void;
  test(account: EmailAccount): void;
  prefer(account: EmailAccount, change: Preferences, done?: string): void;
}

/** What a person does with an account in the list; the list is read again after each. */
export function useAccountWork(): AccountWork {
  const queries = useQueryClient();
  const [open, setOpen] = useState<Open>();
  const [result, setResult] = useState<string>();
  const work = useMutation({
    mutationFn: (run: () => Promise<void>) => run(),
    onMutate: () => setResult(undefined),
    onSettled: () => {
      setOpen(undefined);
      return queries.invalidateQueries({ queryKey: accountsQuery.queryKey });
    },
  });
  return {
    ...{ open, result, error: work.error, busy: work.isPending },
    ask: setOpen,
    close: () => setOpen(undefined),
    go: ({ kind, account }) =>
      work.mutate(async () => {
        if (kind === 'disconnect') await disconnect(account);
        else await remove(account);
        noticeDone((kind === 'disconnect' ? emailAccounts.wasDisconnected : emailAccounts.removed)(account.address));
      }),
    test: (account) =>
      work.mutate(async () => {
        const { summary } = await testAccount(account);
        setResult(emailAccounts.tested(account.address, summary));
      }),
    prefer: (account, change, done = emailAccounts.saved) =>
      work.mutate(async () => {
        // A switch shows at once what was chosen; a refusal brings back what is stored.
        queries.setQueryData(accountsQuery.queryKey, (now) =>
          now?.map((one) => (one.id === account.id ? { ...one, ...change } : one)),
        );
        await prefer(account, change);
        noticeDone(done);
      }),
  };
}
