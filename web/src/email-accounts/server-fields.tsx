import { Alert, Group, NativeSelect, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { emailAccounts } from '../words/email-accounts.ts';
import { type ConnectDraft, inputIdOf, type Mistakes, type Part, type Security } from './connect-draft.ts';

const words = emailAccounts.form;
const PARTS: readonly Part[] = ['imap', 'smtp'];
const SECURITIES: readonly Security[] = ['implicit', 'starttls', 'none'];

interface ServerFieldsProps {
  draft: ConnectDraft;
  mistakes: Mistakes;
  onChange(values: Partial<ConnectDraft>): void;
}

/** Hosts, ports, encryption and folders of a mailbox. */
export function ServerFields({ draft, mistakes, onChange }: ServerFieldsProps) {
  return (
    <>
      {PARTS.map((part) => (
        <Server key={part} part={part} draft={draft} mistakes={mistakes} onChange={onChange} />
      ))}
      <div role="status">
        {PARTS.some((part) => draft[part].security === 'none') && (
          <Alert color="red" icon={<IconAlertTriangle aria-hidden />}>
            {words.unencrypted}
          </Alert>
        )}
      </div>
      <Group gap="md" align="flex-start" grow preventGrowOverflow={false}>
        <TextInput
          id={inputIdOf('/settings/imap/folders/inbox')}
          label={words.inbox}
          description={words.inboxHelp}
          maxLength={255}
          value={draft.inbox}
          error={mistakes['/settings/imap/folders/inbox']}
          onChange={(event) => onChange({ inbox: event.currentTarget.value })}
        />
        <TextInput
          id={inputIdOf('/settings/imap/folders/sent')}
          label={words.sent}
          description={words.sentHelp}
          maxLength={255}
          value={draft.sent}
          error={mistakes['/settings/imap/folders/sent']}
          onChange={(event) => onChange({ sent: event.currentTarget.value })}
        />
      </Group>
    </>
  );
}

function Server({ part, draft, mistakes, onChange }: ServerFieldsProps & { part: Part }) {
  const server = draft[part];
  const set = (values: Partial<typeof server>) => onChange({ [part]: { ...server, ...values } });
  return (
    <Group gap="md" align="flex-start">
      <TextInput
        id={inputIdOf(`/settings/${part}/host`)}
        label={words.hosts[part]}
        required
        autoComplete="off"
        maxLength={253}
        value={server.host}
        error={mistakes[`/settings/${part}/host`]}
        onChange={(event) => set({ host: event.currentTarget.value })}
      />
      <TextInput
        id={inputIdOf(`/settings/${part}/port`)}
        label={words.ports[part]}
        inputMode="numeric"
        maxLength={5}
        w={150}
        value={server.port}
        error={mistakes[`/settings/${part}/port`]}
        onChange={(event) => set({ port: event.currentTarget.value })}
      />
      <NativeSelect
        label={words.security[part]}
        data={SECURITIES.map((value) => ({ value, label: words.securities[value] }))}
        value={server.security}
        onChange={(event) => {
          const security = SECURITIES.find((one) => one === event.currentTarget.value);
          if (security) set({ security });
        }}
      />
    </Group>
  );
}
