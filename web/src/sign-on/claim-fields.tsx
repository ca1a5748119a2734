import { Button, MultiSelect, Paper, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { peopleQuery } from '../people/people-queries.ts';
import { ROLE_CHOICES } from '../users/user-queries.ts';
import { shell } from '../words/shell.ts';
import { signOn } from '../words/sign-on.ts';
import { Field } from './field.tsx';
import type { PartProps, RuleDraft } from './provider-draft.ts';

const words = signOn.form;

/** Roles and groups that the provider gives and takes. */
export function ClaimFields(part: PartProps) {
  const { draft, edit } = part;
  const change = (rule: RuleDraft) => edit({ rules: draft.rules.map((one) => (one.key === rule.key ? rule : one)) });
  const add = () => {
    const key = Math.max(-1, ...draft.rules.map((rule) => rule.key)) + 1;
    edit({ rules: [...draft.rules, { key, value: '', roles: [], groups: [] }] });
  };
  return (
    <>
      <Field part={part} field="claim" label={words.claim} help={words.claimHelp} />
      {(draft.claim.trim() !== '' || draft.rules.length > 0) && (
        <Stack gap="sm" id="sign-on-claimRules">
          {draft.rules.map((rule, at) => (
            <RuleFields
              key={rule.key}
              number={at + 1}
              rule={rule}
              onChange={change}
              onRemove={() => edit({ rules: draft.rules.filter(({ key }) => key !== rule.key) })}
            />
          ))}
          <div>
            <Button size="compact-sm" variant="default" onClick={add}>
              {words.addRule}
            </Button>
          </div>
        </Stack>
      )}
    </>
  );
}

interface RuleFieldsProps {
  number: number;
  rule: RuleDraft;
  onChange: (rule: RuleDraft) => void;
  onRemove: () => void;
}

function RuleFields({ number, rule, onChange, onRemove }: RuleFieldsProps) {
  const { data } = useQuery(peopleQuery);
  return (
    <Paper withBorder p="sm" role="group" aria-label={words.rule(number)}>
      <Stack gap="xs">
        <TextInput
          label={words.value}
          required
          autoComplete="off"
          maxLength={400}
          value={rule.value}
          onChange={(event) => onChange({ ...rule, value: event.currentTarget.value })}
        />
        <MultiSelect
          label={words.roles}
          data={ROLE_CHOICES.map((value) => ({ value, label: shell.roles[value] ?? value }))}
          value={rule.roles}
          onChange={(chosen) => onChange({ ...rule, roles: ROLE_CHOICES.filter((role) => chosen.includes(role)) })}
          searchable
          hidePickedOptions
          comboboxProps={{ withinPortal: true }}
        />
        <MultiSelect
          label={words.groups}
          data={(data?.groups ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={rule.groups}
          onChange={(groups) => onChange({ ...rule, groups })}
          searchable
          hidePickedOptions
          comboboxProps={{ withinPortal: true }}
        />
        <div>
          <Button size="compact-sm" variant="default" aria-label={words.removeRule(number)} onClick={onRemove}>
            {signOn.providers.delete}
          </Button>
        </div>
      </Stack>
    </Paper>
  );
}
