import type { ActionContext, Finding } from '../../src/sdk/index.ts';
import type { MailParams } from './mail-params.gen.ts';

const NO_PUBLIC_URL =
  'Unsubscribing needs the public address of this server: set MAILRULE_PUBLIC_URL, or switch it off.';

/** Whether recipients can unsubscribe: the link is that of one person, so nobody else may get the e-mail. */
export function unsubscribeFindings(params: MailParams, { canLink }: Pick<ActionContext, 'canLink'>): Finding[] {
  if (!params.unsubscribe) return [];
  const { perRecipient, cc = [], bcc = [], confidential, mode, headers = [] } = params;
  const finding = (path: string, message: string): Finding => ({ level: 'error', path, message });
  const refused: [boolean, string][] = [
    [!perRecipient, 'Who may unsubscribe gets an e-mail of their own: switch on one e-mail for each recipient.'],
    [cc.length + bcc.length > 0, 'Whoever is in CC or BCC would get the link of somebody else: leave both empty.'],
    [confidential === true, 'Confidential e-mail is no mass mail: switch one of the two off.'],
    [mode === 'manual', 'An e-mail that a person sends is no mass mail: let it leave by itself.'],
    [!canLink, NO_PUBLIC_URL],
  ];
  return [
    ...refused.filter(([isRefused]) => isRefused).map(([, message]) => finding('/unsubscribe', message)),
    ...headers.flatMap(({ name }, index) =>
      /^list-unsubscribe(-post)?$/i.test(name)
        ? [
            finding(
              `/headers/${index}/name`,
              `Where recipients may unsubscribe, the header "${name}" is set by the system.`,
            ),
          ]
        : [],
    ),
  ];
}
