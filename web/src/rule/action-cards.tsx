import { Card, Stack, Text, Title } from '@mantine/core';
import type { RuleField } from '../api/rule-field.ts';
import type { RuleInput } from '../rules/rule-model.ts';
import { rule as words } from '../words/rule.ts';
import type { SetParam } from './action-part.ts';
import { AfterCard } from './after/after-card.tsx';
import { DeliveryCard } from './delivery-card.tsx';
import { type EmailParams, isEmail, withMeeting, withParam } from './draft.ts';
import { EmailCard } from './email-card.tsx';
import type { Finding } from './findings.ts';
import { MeetingCard } from './meeting/meeting-card.tsx';

interface ActionCardsProps {
  draft: RuleInput;
  onChange: (draft: RuleInput) => void;
  fields: RuleField[];
  findings: readonly Finding[];
  /** undefined: the rule is new */
  ruleId: string | undefined;
}

/** Every email and invitation of the rule, one below the other; what this page does not know is named and kept. */
export function ActionCards({ draft, onChange, fields, findings, ruleId }: ActionCardsProps) {
  const { actions } = draft;
  return actions.map(({ action, params }, index) => {
    if (!isEmail(action)) {
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: actions have no other name, and are not moved here
        <Card key={index} withBorder padding="lg" component="section" id={`email-${index}`} tabIndex={-1}>
          <Title order={2} mb={4}>
            {words.email.other(index + 1, actions.length)}
          </Title>
          <Text size="sm" className="any-break">
            {words.email.otherText(action)}
          </Text>
        </Card>
      );
    }
    const part = {
      index,
      count: actions.length,
      params: params as unknown as EmailParams,
      set: ((name, value) => onChange(withParam(draft, index, name, value))) as SetParam,
      fields,
      findings,
    };
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <Stack key={index} gap="md">
        <EmailCard {...part} />
        <MeetingCard {...part} onChange={(meeting) => onChange(withMeeting(draft, index, meeting))} />
        <DeliveryCard
          {...part}
          setBoth={(mode, performer) =>
            onChange(withParam(withParam(draft, index, 'mode', mode), index, 'performer', performer))
          }
        />
        <AfterCard {...{ index, draft, onChange, fields, findings, ruleId }} />
      </Stack>
    );
  });
}
