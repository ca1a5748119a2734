export type Stage = 'ends_soon' | 'ended';

export interface DueConsent {
  id: string;
  display_name: string;
  account: string;
  ends_at: number | string;
  /** of a mailbox of somebody's own: where its owner is told */
  own_address: string | null;
}

interface Reminder {
  row: DueConsent;
  stage: Stage;
}

/** Subject and text of one e-mail about one or several consents, in their order. */
export function reminderWords(reminders: readonly Reminder[]): { subject: string; text: string } {
  const [only] = reminders;
  const subject =
    only && reminders.length === 1 ? subjectOf(only) : `${reminders.length} mailboxes need a new permission`;
  const told = reminders.map((one) => {
    const { row, stage } = one;
    const lead = reminders.length === 1 ? [] : [`${subjectOf(one)}.`];
    return [...lead, `Mailbox: ${row.account}`, STAGES[stage]].join('\n');
  });
  const places = [
    reminders.some(({ row }) => row.own_address === null) ? 'open the data source' : '',
    reminders.some(({ row }) => row.own_address !== null) ? 'open your email accounts' : '',
  ];
  const where = places.filter((place) => place !== '').join(' or ');
  return {
    subject,
    text: [
      ...told,
      `What to do: ${where} and press Reconnect. Id, rules and history stay. You are told once before, and once when it is over.`,
    ].join('\n\n'),
  };
}

const STAGES: Readonly<Record<Stage, string>> = {
  ends_soon: 'Its provider asks for a new consent by then. Until then all goes on.',
  ended: 'Its provider may refuse it from now on. What cannot be sent waits and is not lost.',
};

function subjectOf({ row: { display_name: name, ends_at: endsAt }, stage }: Reminder): string {
  const day = new Date(Number(endsAt)).toISOString().slice(0, 10);
  return stage === 'ended'
    ? `The permission of "${name}" ended on ${day}`
    : `The permission of "${name}" ends on ${day}`;
}
