import { Alert, Group, Radio, Stack, Switch, TextInput, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useId } from 'react';
import { providers } from '../words/providers.ts';
import {
  inputIdOf,
  type Login,
  type Mistakes,
  type Part,
  type Security,
  type ServerDraft,
  withSecurity,
} from './provider-draft.ts';

interface ServerSectionProps {
  part: Part;
  server: ServerDraft;
  /** receive or send: for all mailboxes of the provider */
  on: boolean;
  mistakes: Mistakes;
  onSwitch(on: boolean): void;
  onChange(server: ServerDraft): void;
}

const TITLES = { imap: providers.inbound, smtp: providers.outbound } as const;
const SWITCHES = {
  imap: { label: providers.receive, description: providers.receiveHelp },
  smtp: { label: providers.send, description: providers.sendHelp },
} as const;

/** One server of the provider, and the switch that applies to all its mailboxes. */
export function ServerSection({ part, server, on, mistakes, onSwitch, onChange }: ServerSectionProps) {
  const heading = useId();
  const set = (values: Partial<ServerDraft>) => onChange({ ...server, ...values });
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading} mb="sm">
        {TITLES[part]}
      </Title>
      <Stack gap="md">
        <Switch {...SWITCHES[part]} checked={on} onChange={(event) => onSwitch(event.currentTarget.checked)} />
        <Group align="flex-start" gap="md" className="provider-server">
          <TextInput
            id={inputIdOf(`/${part}/host`)}
            label={providers.hosts[part]}
            required={part === 'smtp' || on}
            maxLength={253}
            autoComplete="off"
            value={server.host}
            error={mistakes[`/${part}/host`]}
            onChange={(event) => set({ host: event.currentTarget.value })}
          />
          <TextInput
            id={inputIdOf(`/${part}/port`)}
            label={providers.port[part]}
            inputMode="numeric"
            maxLength={5}
            value={server.port}
            error={mistakes[`/${part}/port`]}
            onChange={(event) => set({ port: event.currentTarget.value })}
          />
        </Group>
        <Choices
          label={providers.security}
          words={providers.securities}
          order={['implicit', 'starttls', 'none']}
          value={server.security}
          onChange={(security: Security) => onChange(withSecurity(part, server, security))}
        />
        <div role="status">
          {server.security === 'none' && (
            <Alert color="red" icon={<IconAlertTriangle aria-hidden />}>
              {providers.unencrypted}
            </Alert>
          )}
        </div>
        <Choices
          label={providers.login}
          description={providers.loginHelp}
          words={providers.logins}
          order={['typed', 'address', 'local_part']}
          value={server.login}
          onChange={(login: Login) => set({ login })}
        />
      </Stack>
    </section>
  );
}

interface ChoicesProps<Value extends string> {
  label: string;
  description?: string;
  words: Readonly<Record<Value, string>>;
  order: readonly Value[];
  value: Value;
  onChange(value: Value): void;
}

export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { label, description, words, order, value, onChange } = props;
  return (
    <Radio.Group
      label={label}
      description={description}
      value={value}
      onChange={(chosen) => {
        const found = order.find((one) => one === chosen);
        if (found !== undefined) onChange(found);
      }}
    >
      <Group gap="lg" mt={6}>
        {order.map((one) => (
          <Radio key={one} value={one} label={words[one]} />
        ))}
      </Group>
    </Radio.Group>
  );
}
