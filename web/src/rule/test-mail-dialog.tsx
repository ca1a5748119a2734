import { answer, api } from '../api/client.ts';
import { toBody } from '../rules/rule-api.ts';
import type { RuleInput } from '../rules/rule-model.ts';
import { rule } from '../words/rule.ts';
import { TestAddressDialog } from './test-address-dialog.tsx';

const words = rule.test;

interface TestMailDialogProps {
  opened: boolean;
  onClose: () => void;
  draft: RuleInput;
  facts: object | undefined;
}

/** Sends what is on the screen to one address. */
export function TestMailDialog({ draft, facts, ...dialog }: TestMailDialogProps) {
  const send = async (to: string) => {
    const body = {
      rule: toBody({ ...draft, name: draft.name.trim() || '-' }) as never,
      facts: (facts ?? {}) as never,
      to,
    };
    const { mails } = await answer(api.POST('/rules/test-to-me', { body }));
    return mails.map(({ id }) => id);
  };
  return <TestAddressDialog {...dialog} title={words.title} text={words.text} send={send} />;
}
