import { Anchor, Button, Code, Group, Skeleton, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { API_PATH } from '../api/client.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { When } from '../ui/when.tsx';
import { outbox } from '../words/outbox.ts';
import { FactList, MailSection } from './mail-section.tsx';
import { copyWord, shownState } from './mail-state.tsx';
import type { Proof } from './mail-types.ts';
import { proofQuery } from './outbox-queries.ts';

const words = outbox.proof;

export function ProofSection({ id }: { id: string }) {
  const [opened, setOpened] = useState(false);
  return (
    <MailSection title={words.title}>
      <Text size="sm" c="dimmed" mb="sm">
        {words.text}
      </Text>
      <Group gap="md" mb="sm">
        <Button variant="default" size="xs" aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {opened ? words.hide : words.show}
        </Button>
        <Anchor href={`${API_PATH}/outbox/${id}/proof`} download={`${id}.proof.json`} size="sm">
          <IconDownload size={14} aria-hidden /> {words.download}
        </Anchor>
      </Group>
      {opened && <LoadedProof id={id} />}
    </MailSection>
  );
}

function LoadedProof({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(proofQuery(id));
  if (data !== undefined) return <ProofList proof={data} />;
  return error ? (
    <ProblemAlert error={error} retry={() => void refetch()} />
  ) : (
    <Skeleton h={200} aria-label={words.loading} />
  );
}

function ProofList({ proof }: { proof: Proof }) {
  const { sentCopy, recipients } = proof;
  const answers = proof.records.filter(({ kind }) => kind === 'answer');
  return (
    <FactList
      facts={[
        [outbox.columns.state, `${outbox.states[shownState(proof.state)].word}. ${proof.detail}`],
        [outbox.mail.messageId, <Code key="id">{proof.messageId}</Code>],
        [words.digest, proof.sha256 === null ? words.noDigest : <Code key="digest">{proof.sha256}</Code>],
        [outbox.mail.size, outbox.mail.bytes(proof.size)],
        [outbox.mail.from, proof.from],
        [outbox.mail.created, <When key="created" at={proof.createdAt} />],
        [words.accepted, proof.acceptedAt === null ? words.notAccepted : <When key="accepted" at={proof.acceptedAt} />],
        [words.reply, proof.reply ?? words.noReply],
        [outbox.mail.recipients, <RecipientLines key="recipients" recipients={recipients} />],
        [words.answers, answers.length > 0 && <AnswerLines key="answers" answers={answers} />],
        [words.copy, sentCopy === null ? copyWord(null) : copyText(sentCopy)],
      ]}
    />
  );
}

function RecipientLines({ recipients }: { recipients: Proof['recipients'] }) {
  return recipients.map(({ kind, address, state, response }) => (
    <div key={`${kind} ${address}`}>
      {`${outbox.mail[kind]} ${address}: ${outbox.recipients[state]}`}
      {response !== null && ` (${response})`}
    </div>
  ));
}

const MOST_ANSWERS = 20;

/** Each answer by its digest: what it says, and who wrote it, is no part of a proof. */
function AnswerLines({ answers }: { answers: Proof['records'] }) {
  return (
    <>
      {answers.slice(0, MOST_ANSWERS).map(({ at, data }) => {
        const { kind, sha256, receivedAt } = data as Answer;
        return (
          <div key={sha256}>
            {kind === 'mail' ? words.written : words.automatic} <When at={receivedAt ?? at} />, <Code>{sha256}</Code>
          </div>
        );
      })}
      {answers.length > MOST_ANSWERS && <div>{words.moreAnswers(answers.length - MOST_ANSWERS)}</div>}
    </>
  );
}

/** As the record has it. */
interface Answer {
  kind?: string;
  sha256?: string;
  receivedAt?: number;
}

function copyText({ state, folder, uid, uidValidity }: NonNullable<Proof['sentCopy']>): string {
  const place = uid !== null && uidValidity !== null ? words.uid(uid, uidValidity) : undefined;
  return [copyWord(state), folder, place].filter(Boolean).join(', ');
}
