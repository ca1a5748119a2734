import { Text } from '@mantine/core';
import { MailSection } from '../outbox/mail-section.tsx';
import type { RunItem } from '../payroll/run-model.ts';
import { When } from '../ui/when.tsx';
import { runRows } from '../words/run-rows.ts';

const words = runRows.redirects;

/** What became of earlier wishes to send to another address. */
export function RedirectHistory({ redirects }: Pick<RunItem, 'redirects'>) {
  if (redirects.length === 0) return null;
  return (
    <MailSection title={words.title}>
      <ol className="run-redirects">
        {redirects.map((one) => (
          <li key={one.at}>
            <Text size="sm" className="any-break">
              {words.asked(one.by, one.to, one.reason)} <When at={one.at} />
            </Text>
            <Text size="sm" className="any-break">
              {endText(one)} <When at={one.endedAt} />
            </Text>
          </li>
        ))}
      </ol>
    </MailSection>
  );
}

function endText({ ended, endedBy, endedReason, mail }: RunItem['redirects'][number]): string {
  const what = words.ended[ended](endedBy);
  const became = mail === null ? undefined : words.mails[mail.state];
  if (became !== undefined) return `${what}. ${became}`;
  return endedReason === null ? what : words.because(what, endedReason);
}
