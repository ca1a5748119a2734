import { defaultMailboxSchema } from '../../schemas/default-mailbox.gen.ts';
import { globalSmtpSchema } from '../../schemas/global-smtp.gen.ts';
import { retentionSchema } from '../../schemas/retention.gen.ts';
import { runSettingsSchema } from '../../schemas/run-settings.gen.ts';
import type { JsonSchema } from '../sdk/index.ts';

const stamp = {
  modifiedAt: { type: ['integer', 'null'], description: 'Milliseconds since 1970; null: never set. The ETag.' },
  modifiedBy: { type: ['string', 'null'] },
};

/** What the routes answer: a setting with all its values, and its stamp. */
export const answerOf = (title: string, properties: object): JsonSchema => ({
  title,
  type: 'object',
  required: [...Object.keys(properties), ...Object.keys(stamp)],
  properties: { ...properties, ...stamp },
});

export const globalSmtpAnswer = answerOf('GlobalSmtpSetting', globalSmtpSchema.properties);
export const defaultMailboxAnswer = answerOf('DefaultMailboxSetting', {
  ...defaultMailboxSchema.properties,
  ownConnectorId: {
    type: ['string', 'null'],
    description: 'The connector that the mailbox has of its own; it is `connectorId` once a test mail has proved it.',
  },
});
export const retentionAnswer = answerOf('RetentionSetting', retentionSchema.properties);
export const runSettingsAnswer = answerOf('RunSettingsSetting', runSettingsSchema.properties);
