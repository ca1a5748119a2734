import { NativeSelect, SimpleGrid, Stack, Switch } from '@mantine/core';
import type { Connector } from '../connection/connection-queries.ts';
import { security as words } from '../words/security.ts';

type Security = Connector['security'];
type Defaults = NonNullable<Security['partnerDefaults']>;

const ADDRESSES = ['main_contact_email', 'current_user_email'] as const;
const CHOICES = {
  fromName: ['main_contact_name', 'company', 'current_user_name'],
  replyTo: ADDRESSES,
  cc: ADDRESSES,
  bcc: ADDRESSES,
} as const;

interface PartnerSettingsProps {
  values: Security;
  onChange: (next: Security) => void;
}

/** Whether people of external partners may use it, and what their e-mails get. */
export function PartnerSettings({ values, onChange }: PartnerSettingsProps) {
  const defaults = values.partnerDefaults ?? null;
  return (
    <Stack gap="md">
      <Switch
        label={words.enableB2B}
        description={words.enableB2BHelp}
        checked={values.enableB2B}
        onChange={(event) => onChange({ ...values, enableB2B: event.currentTarget.checked })}
      />
      {values.enableB2B && (
        <Switch
          label={words.partnerDefaults}
          description={words.partnerDefaultsHelp}
          checked={defaults !== null}
          onChange={(event) => onChange({ ...values, partnerDefaults: event.currentTarget.checked ? {} : null })}
        />
      )}
      {values.enableB2B && defaults !== null && (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          {(['fromName', 'replyTo', 'cc', 'bcc'] as const).map((place) => (
            <NativeSelect
              key={place}
              label={words.partner[place]}
              value={defaults[place] ?? ''}
              data={[
                { value: '', label: words.partner.asRule },
                ...CHOICES[place].map((value) => ({ value, label: words.partner.values[value] })),
              ]}
              onChange={(event) =>
                onChange({ ...values, partnerDefaults: withChoice(defaults, place, event.currentTarget.value) })
              }
            />
          ))}
        </SimpleGrid>
      )}
    </Stack>
  );
}

function withChoice(defaults: Defaults, place: keyof Defaults, value: string): Defaults {
  const { [place]: _, ...others } = defaults;
  return value === '' ? others : { ...others, [place]: value };
}
