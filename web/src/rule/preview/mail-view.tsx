import { Anchor, Badge, Group, Stack, Tabs, Text } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { API_PATH } from '../../api/client.ts';
import { rule as words } from '../../words/rule.ts';
import { MailFrame } from './mail-frame.tsx';
import type { MailPreview } from './use-preview.ts';

/** What is shown of a mail: of one that a rule would make, or of one that is stored. */
/** `link`: it goes as a link; a finished e-mail has its links in its text */
type ShownAttachment = Omit<MailPreview['attachments'][number], 'link' | 'download'> & {
  link?: boolean;
  download?: string | null;
};

type ShownMail = Pick<MailPreview, 'from' | 'to' | 'cc' | 'subject' | 'text' | 'frame'> &
  Partial<Pick<MailPreview, 'bcc' | 'replyTo' | 'template'>> & {
    attachments: ShownAttachment[];
    sender: { connectorName: string; reasonText: string } | null;
  };

const bytes = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** One mail as the server would send it. */
export function MailView({ mail }: { mail: ShownMail }) {
  const [tab, setTab] = useState<string | null>('email');
  const lines: [string, string][] = [
    [words.preview.to, mailboxes(mail.to) || words.preview.nobody],
    [words.preview.cc, mailboxes(mail.cc)],
    [words.preview.bcc, mailboxes(mail.bcc ?? [])],
    [words.preview.replyTo, mailboxes(mail.replyTo ?? [])],
  ];
  return (
    <div>
      <dl className="mail-lines">
        <Line name={words.preview.from}>
          {mail.from ? mailboxes([mail.from]) : (mail.sender?.connectorName ?? words.preview.noSender)}
          {mail.sender && (
            <Text size="xs" c="dimmed">
              {mail.sender.reasonText}
            </Text>
          )}
        </Line>
        {lines
          .filter(([, text]) => text !== '')
          .map(([name, text]) => (
            <Line key={name} name={name}>
              {text}
            </Line>
          ))}
        <Line name={words.preview.subject}>
          <Text span fw={600} inherit>
            {mail.subject}
          </Text>
        </Line>
        {mail.template && <Line name={words.preview.template}>{words.preview.templateUsed(mail.template)}</Line>}
        {mail.attachments.length > 0 && (
          <Line name={words.preview.attachments}>
            <Attachments files={mail.attachments} />
          </Line>
        )}
      </dl>
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="email">{words.preview.email}</Tabs.Tab>
          <Tabs.Tab value="plain">{words.preview.plain}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="email">
          {mail.frame ? (
            <MailFrame path={mail.frame} />
          ) : (
            <Text size="sm" p="sm" c="dimmed">
              {words.preview.noHtml}
            </Text>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="plain" p="sm">
          <Text size="sm" className="pre-text">
            {mail.text ?? ''}
          </Text>
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

function Line({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="any-break">{children}</dd>
    </div>
  );
}

function Attachments({ files }: { files: readonly ShownAttachment[] }) {
  return (
    <Stack gap={4}>
      {files.map(({ filename, size, link, download }, index) => (
        // Two files may have the same name.
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is shown, not edited
        <Group key={index} gap={6} wrap="nowrap">
          <IconPaperclip size={14} aria-hidden />
          <Text span size="sm" className="any-break">
            {download ? (
              <Anchor href={`${API_PATH}/${download}`} download={filename} inherit>
                {filename}
              </Anchor>
            ) : (
              filename
            )}
          </Text>
          <Badge variant="default" size="sm" flex="none">
            {link ? words.preview.asLink(sizeText(size)) : sizeText(size)}
          </Badge>
        </Group>
      ))}
    </Stack>
  );
}

function sizeText(size: number): string {
  if (size < 1000) return `${size} B`;
  return size < 1_000_000 ? `${bytes.format(size / 1000)} kB` : `${bytes.format(size / 1_000_000)} MB`;
}

function mailboxes(list: readonly { name?: string; address: string }[]): string {
  return list.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ');
}
