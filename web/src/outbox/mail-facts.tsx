import { Code } from '@mantine/core';
import { ROLES } from '../app/navigation.ts';
import { mayUse, useMe } from '../session/me.ts';
import { AnchorLink } from '../ui/link.tsx';
import { When } from '../ui/when.tsx';
import { outbox } from '../words/outbox.ts';
import { Cause } from './mail-line.tsx';
import { FactList, MailSection } from './mail-section.tsx';
import type { Mail } from './mail-types.ts';

const words = outbox.mail;

export function MailFacts({ mail }: { mail: Mail }) {
  const addresses = (kind: string) =>
    mail.recipients
      .filter((one) => one.kind === kind)
      .map(({ name, address }) => (name ? `${name} <${address}>` : address))
      .join(', ');
  return (
    <MailSection title={words.facts}>
      <FactList
        facts={[
          [words.from, mail.fromAddress || outbox.noSender],
          [words.to, addresses('to')],
          [words.cc, addresses('cc')],
          [words.bcc, addresses('bcc')],
          [words.subject, mail.subject || outbox.noSubject],
          [words.sentVia, <ConnectorName key="connector" mail={mail} />],
          [words.why, mail.senderReasonText],
          [words.cause, <CauseWithVersion key="cause" mail={mail} />],
          [words.template, mail.templateId !== null && words.templateUsed(mail)],
          [words.event, mail.eventId && <Code>{mail.eventId}</Code>],
          [words.created, <When key="created" at={mail.createdAt} />],
          [words.size, mail.size > 0 && words.bytes(mail.size)],
          [words.messageId, <Code key="id">{mail.messageId}</Code>],
          [words.serverMessageId, mail.delivery.serverMessageId && <Code>{mail.delivery.serverMessageId}</Code>],
          [words.confidential, mail.confidential && words.confidentialText],
        ]}
      />
    </MailSection>
  );
}

function CauseWithVersion({ mail }: { mail: Mail }) {
  return (
    <>
      <Cause of={mail} />
      {mail.ruleVersion !== null && ` (${words.version(mail.ruleVersion)})`}
    </>
  );
}

function ConnectorName({ mail }: { mail: Mail }) {
  const mayOpen = mayUse(useMe(), ROLES.dataSources);
  const id = mail.delivery.connectorId;
  if (id === null) return words.noConnector;
  const name = mail.connectorName ?? id;
  if (!mayOpen || mail.connectorName === null) return name;
  return (
    <AnchorLink to="/admin/data-sources/$id" params={{ id }} size="sm" underline="always">
      {name}
    </AnchorLink>
  );
}
