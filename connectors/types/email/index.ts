import type { ConnectorType } from '../../../src/sdk/index.ts';
import { emailAccount } from './account.ts';
import { type EmailConnectorSettings, emailConnectorSettingsSchema } from './config.gen.ts';
import { missingEmailDetails } from './missing.ts';
import { normalizeEmailSettings } from './normalize.ts';
import { emailSecretDestinations, emailSignIn } from './secret-destinations.ts';
import { testEmailAccount } from './test.ts';
import { emailUiSchema } from './ui-schema.ts';

/**
 * An e-mail account by IMAP (RFC 9051, RFC 3501) and SMTP submission (RFC 6409): with a password, with OAuth 2.0 (XOAUTH2,
 * RFC 7628), or without sign-in.
 * Encryption as RFC 8314 has it: from the start, or STARTTLS required; never opportunistic.
 */
const email: ConnectorType<EmailConnectorSettings> = {
  type: 'email',
  title: 'Email',
  description: 'Reads a mailbox by IMAP and sends from it by SMTP.',
  icon: 'mail',
  settingsSchema: emailConnectorSettingsSchema,
  uiSchema: emailUiSchema,
  normalize: normalizeEmailSettings,
  missing: missingEmailDetails,
  secretDestinations: emailSecretDestinations,
  account: emailAccount,
  signIn: emailSignIn,
  test: (settings, request, context) => {
    const { accessToken } = context;
    const known = { id: '', displayName: 'this connector', learned: {}, ...(accessToken ? { accessToken } : {}) };
    return testEmailAccount(emailAccount(settings, known), request, context);
  },
};

export default email;
