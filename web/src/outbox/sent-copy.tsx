import { Code, Text } from '@mantine/core';
import { StateBadge } from '../ui/state-badge.tsx';
import { When } from '../ui/when.tsx';
import { outbox } from '../words/outbox.ts';
import { dueText } from './mail-line.tsx';
import { FactList, MailSection } from './mail-section.tsx';
import { copyTone, copyWord } from './mail-state.tsx';
import type { Mail } from './mail-types.ts';

const words = outbox.copy;

export function SentCopy({ mail: { sentCopy, sentCopyPolicy } }: { mail: Mail }) {
  if (sentCopy === null) {
    return (
      <MailSection title={words.title}>
        <Text size="sm" mb={6}>
          {words.none}
        </Text>
        <FactList facts={[[words.wanted, words.policy[sentCopyPolicy]]]} />
      </MailSection>
    );
  }
  const { state, detail, folder, dueAt, attempts, updatedAt } = sentCopy;
  return (
    <MailSection title={words.title}>
      <FactList
        facts={[
          [
            outbox.columns.state,
            <span key="state">
              <StateBadge tone={copyTone(state)} word={copyWord(state)} />{' '}
              <Text span size="xs" c="dimmed">
                <When at={updatedAt} />
              </Text>
            </span>,
          ],
          [words.folder, folder && <Code>{folder}</Code>],
          [words.why, detail],
          [outbox.columns.tries, attempts > 1 && String(attempts)],
          [outbox.columns.time, dueAt !== null && attempts > 0 && outbox.nextTry(dueText(dueAt))],
          [words.wanted, words.policy[sentCopyPolicy]],
        ]}
      />
    </MailSection>
  );
}
