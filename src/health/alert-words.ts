export interface ConnectorHealth {
  id: string;
  display_name: string;
  state: string;
  state_reason: string;
  state_at: number | string;
  told: 'problematic' | 'well' | null;
  told_at: number | string | null;
  /** of a mailbox of somebody's own: where its owner is told */
  own_address: string | null;
}

/** For whom the e-mail is: administrators open data sources, the owner of a mailbox the own e-mail accounts. */
type Whose = 'organisation' | 'own';

const NAMES = { organisation: ['The connector', 'connectors'], own: ['Your mailbox', 'of your mailboxes'] } as const;
const WAITING = {
  organisation: 'E-mails that may use another sender go through the default mailbox; the others wait and are not lost.',
  own: 'E-mails that cannot be sent from it wait and are not lost.',
} as const;
const PLACES = { organisation: 'the data source', own: 'your email accounts' } as const;

/** Subject and text of one e-mail about all of these. */
export function alertWords(
  rows: readonly ConnectorHealth[],
  state: 'problematic' | 'well',
  whose: Whose,
): { subject: string; text: string } {
  const [only] = rows;
  const [one, several] = NAMES[whose];
  const of = rows.length === 1 && only ? `${one} "${only.display_name}"` : `${rows.length} ${several}`;
  if (state === 'well') {
    const again = rows.map((row) => `${named(row, rows)} again since ${since(row)} UTC.`).join('\n');
    return {
      subject: rows.length === 1 ? `${of} works again` : `${of} work again`,
      text: `${again} What waited for ${rows.length === 1 ? 'it' : 'them'} is on its way.`,
    };
  }
  const told = rows.map((row) => {
    return rows.length === 1
      ? `Since ${since(row)} UTC: ${row.state_reason}`
      : `${row.display_name}, since ${since(row)} UTC: ${row.state_reason}`;
  });
  return {
    subject: rows.length === 1 ? `${of} does not work` : `${of} do not work`,
    text: [
      ...told,
      WAITING[whose],
      `What to do: open ${PLACES[whose]}, and use Test connection or Reconnect. You are told once, and again when it is well.`,
    ].join('\n\n'),
  };
}

function named({ display_name: name }: ConnectorHealth, rows: readonly ConnectorHealth[]): string {
  return rows.length === 1 ? 'It works' : `"${name}" works`;
}

function since({ state_at: at }: ConnectorHealth): string {
  return new Date(Number(at)).toISOString().replace('T', ' ').slice(0, 16);
}
