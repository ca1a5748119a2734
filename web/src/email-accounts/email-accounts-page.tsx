import { SimpleGrid, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState } from 'react';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { emailAccounts } from '../words/email-accounts.ts';
import { AccountDialogs } from './account-dialogs.tsx';
import { KINDS, kindOf } from './account-kind.ts';
import { accountsQuery, catalogueQuery, type EmailAccount, type Provider } from './account-queries.ts';
import type { Connect } from './connect-dialog.tsx';
import { KindCard } from './kind-card.tsx';
import { useAccountWork } from './use-account-work.ts';
import { useTestAfterConsent } from './use-test-after-consent.ts';
import './email-accounts.css';

// Its code is loaded when the first one opens.
const ConnectDialog = lazy(async () => ({ default: (await import('./connect-dialog.tsx')).ConnectDialog }));

/** Screen 20: a card for each kind of mailbox, with the own accounts of it. */
export function EmailAccountsPage() {
  const accounts = useQuery(accountsQuery);
  const catalogue = useQuery(catalogueQuery);
  const error = accounts.error ?? catalogue.error;
  const retry = () => void Promise.all([accounts.refetch(), catalogue.refetch()]);
  return (
    <Page title={emailAccounts.title}>
      <Text mb="md" maw={720}>
        {emailAccounts.text}
      </Text>
      {accounts.data && catalogue.data ? (
        <Cards accounts={accounts.data} providers={catalogue.data} />
      ) : error ? (
        <ProblemAlert error={error} retry={retry} />
      ) : (
        <SimpleGrid cols={{ base: 1, md: 3 }} aria-hidden>
          {KINDS.map((kind) => (
            <Skeleton key={kind} h={180} />
          ))}
        </SimpleGrid>
      )}
    </Page>
  );
}

function Cards({ accounts, providers }: { accounts: readonly EmailAccount[]; providers: readonly Provider[] }) {
  const work = useAccountWork();
  useTestAfterConsent(accounts, work);
  const [connect, setConnect] = useState<Connect>();
  // What was open last stays while it fades out.
  const last = useRef<Connect>(undefined);
  last.current = connect ?? last.current;
  return (
    <>
      <ProblemAlert error={work.error} />
      <div role="status" aria-live="polite">
        {work.result && (
          <Text size="sm" mb="md" className="any-break">
            {work.result}
          </Text>
        )}
      </div>
      <SimpleGrid cols={{ base: 1, md: 3 }} className="account-cards">
        {KINDS.map((kind) => (
          <KindCard
            key={kind}
            kind={kind}
            accounts={accounts.filter((account) => kindOf(account) === kind)}
            work={work}
            onConnect={(account) => setConnect(account ? { kind, account } : { kind })}
          />
        ))}
      </SimpleGrid>
      <Suspense fallback={null}>
        {last.current && (
          <ConnectDialog
            connect={last.current}
            opened={connect !== undefined}
            providers={providers}
            onClose={() => setConnect(undefined)}
          />
        )}
      </Suspense>
      <AccountDialogs work={work} />
    </>
  );
}
