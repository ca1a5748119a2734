import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { isProblem } from '../api/problem.ts';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { outbox } from '../words/outbox.ts';
import { History } from './history.tsx';
import { useTicking } from './live-outbox.ts';
import { MailFacts } from './mail-facts.tsx';
import { MessageSource } from './message-source.tsx';
import { mailRoute } from './outbox.route.ts';
import { mailQuery } from './outbox-queries.ts';
import { ProofSection } from './proof-section.tsx';
import { RecipientsList } from './recipients-list.tsx';
import { SentCopy } from './sent-copy.tsx';
import { StatePanel } from './state-panel.tsx';
import './outbox.css';

const CRUMBS = [{ label: outbox.title, to: '/outbox' }];

/** One e-mail with everything that is known about it, while it happens. */
export function MailPage() {
  const { id } = mailRoute.useParams();
  const { data: mail, error, refetch } = useQuery(mailQuery(id));
  useTicking();
  if (mail === undefined) {
    return (
      <Page title={outbox.mail.facts} crumbs={CRUMBS}>
        {error ? <NoMail error={error} retry={() => void refetch()} /> : <MailSkeleton />}
      </Page>
    );
  }
  return (
    <Page title={mail.subject || outbox.noSubject} crumbs={CRUMBS} clamped>
      <Stack gap="xl" maw={960}>
        <StatePanel mail={mail} />
        <MailFacts mail={mail} />
        <RecipientsList recipients={mail.recipients} />
        <History attempts={mail.attempts} />
        <SentCopy mail={mail} />
        <MessageSource mail={mail} />
        <ProofSection id={mail.id} />
      </Stack>
    </Page>
  );
}

function NoMail({ error, retry }: { error: unknown; retry: () => void }) {
  const stays = isProblem(error, 'NOT_FOUND', 'FORBIDDEN');
  return (
    <>
      <ProblemAlert error={error} retry={stays ? undefined : retry} />
      <ButtonLink variant="default" to="/outbox">
        {outbox.mail.notFoundBack}
      </ButtonLink>
    </>
  );
}

function MailSkeleton() {
  return (
    <Stack gap="xl" maw={960} aria-hidden>
      <Skeleton h={140} />
      <Skeleton h={260} />
      <Skeleton h={120} />
    </Stack>
  );
}
