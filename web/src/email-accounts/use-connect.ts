import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldMistakes } from '../ui/field-mistakes.ts';
import { noticeDone } from '../ui/notices.ts';
import { emailAccounts } from '../words/email-accounts.ts';
import { accountsQuery, type EmailAccount, saveAccount, type TestReport, testValues } from './account-queries.ts';
import { type ConnectDraft, definitionOf, type Mistakes, mistakesOf } from './connect-draft.ts';

export interface Connecting {
  busy: boolean;
  /** of a test that did not succeed */
  report: TestReport | undefined;
  mistakes: Mistakes;
  attempt: number;
  error: unknown;
  connect(draft: ConnectDraft): void;
}

/** Tests first; only what works is saved, and is Active at once. */
export function useConnect(before: EmailAccount | undefined, onConnected: () => void): Connecting {
  const queries = useQueryClient();
  const [own, setOwn] = useState<Mistakes>({});
  const [attempt, setAttempt] = useState(0);
  const [report, setReport] = useState<TestReport>();
  const work = useMutation({
    mutationFn: async (draft: ConnectDraft) => {
      const definition = definitionOf(draft, before);
      const tested = await testValues(definition, before?.id);
      if (!tested.ok) return setReport(tested);
      const { address } = await saveAccount(definition, before);
      noticeDone(emailAccounts.connected(address));
      await queries.invalidateQueries({ queryKey: accountsQuery.queryKey });
      onConnected();
    },
    onError: () => setAttempt((n) => n + 1),
  });
  const refused = fieldMistakes(work.error);
  return {
    ...{ report, attempt, busy: work.isPending },
    mistakes: { ...refused, ...own },
    error: Object.keys(refused).length > 0 ? undefined : work.error,
    connect: (draft) => {
      const found = mistakesOf(draft, before?.connected ?? false);
      setOwn(found);
      setReport(undefined);
      work.reset();
      if (Object.keys(found).length > 0) setAttempt((n) => n + 1);
      else work.mutate(draft);
    },
  };
}
