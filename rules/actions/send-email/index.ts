import type { RuleAction } from '../../../src/sdk/index.ts';
import { checkMail } from '../../mail/check.ts';
import { type MailParams, mailParamsSchema } from '../../mail/mail-params.gen.ts';
import { planMails } from '../../mail/plan.ts';
import { factsOf } from '../../mail/templates-of.ts';
import { withoutGaps } from '../../mail/without-gaps.ts';

/**
 * Sends an e-mail: recipients, subject, body and attachments from templates and fields, the sender chosen with a reason.
 * Errors of `plan`: ADDRESS and ATTACHMENT for values that cannot be used; missing values and senders give held mails.
 */
const sendEmail: RuleAction<MailParams> = {
  action: 'send-email',
  title: 'Send email',
  paramsSchema: mailParamsSchema,
  facts: factsOf,
  templateOf: ({ template }) => template,
  withoutGaps,
  check: checkMail,
  plan: planMails,
};

export default sendEmail;
