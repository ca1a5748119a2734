import type { RuleAction } from '../../../src/sdk/index.ts';
import { checkParams } from './check.ts';
import { type SendEmailParams, sendEmailParamsSchema } from './params.gen.ts';
import { planMails } from './plan.ts';
import { fieldsOf, templatesOf } from './templates-of.ts';
import { withoutGaps } from './without-gaps.ts';

/**
 * Sends an e-mail: recipients, subject, body and attachments from templates and fields, the sender chosen with a reason.
 * Errors of `plan`: ADDRESS and ATTACHMENT for values that cannot be used; missing values and senders give held mails.
 */
const sendEmail: RuleAction<SendEmailParams> = {
  action: 'send-email',
  title: 'Send email',
  paramsSchema: sendEmailParamsSchema,
  facts: (params, templates) => [
    ...new Set([
      ...fieldsOf(params).map(({ field }) => field),
      ...templatesOf(params).flatMap(({ template }) => templates.inspect(template).fields),
    ]),
  ],
  withoutGaps,
  check: checkParams,
  plan: planMails,
};

export default sendEmail;
