import { answer, api } from '../api/client.ts';
import { firstSteps } from '../words/setup.ts';

const words = firstSteps.rule;

export interface FirstRule {
  connector: string;
  to: string;
  subject: string;
}

/** The form "Welcome", unless it is there from an attempt before, and the rule on it. */
export async function createFirstRule({ connector, to, subject }: FirstRule): Promise<void> {
  const form = (await findForm()) ?? (await createForm());
  const params = { connector, to: [to], subject, html: words.html };
  await answer(
    api.POST('/rules', {
      body: {
        name: words.ruleName,
        enabled: true,
        trigger: { kind: 'form', form, event: 'submit' },
        // The parameters are described by the action's own schema, which the API's document does not repeat.
        actions: [{ action: 'send-email', params: params as never }],
      },
    }),
  );
}

async function findForm(): Promise<string | undefined> {
  const { items } = await answer(api.GET('/forms'));
  return items.find(({ name }) => name === words.formName)?.id;
}

async function createForm(): Promise<string> {
  const schema = {
    type: 'object',
    additionalProperties: false,
    required: ['name'],
    properties: { name: { type: 'string', title: words.fieldName, minLength: 1, maxLength: 200 } },
  };
  return (await answer(api.POST('/forms', { body: { name: words.formName, schema: schema as never } }))).id;
}
