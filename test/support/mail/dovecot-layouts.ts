/** Folders of every account, as well-known providers name them. */
export type LayoutName = 'outlook' | 'gmail' | 'german' | 'courier' | 'noattr' | 'nosent';

export interface FolderLayout {
  separator: '/' | '.';
  /** Courier keeps every folder below INBOX. */
  prefix: string;
  /** Special-use attribute (RFC 6154) without its backslash -> folder. */
  special: Readonly<Record<string, string>>;
  /** Folders without an attribute. */
  plain: readonly string[];
}

export const LAYOUTS: Readonly<Record<LayoutName, FolderLayout>> = {
  outlook: {
    separator: '/',
    prefix: '',
    special: { Sent: 'Sent Items', Drafts: 'Drafts', Trash: 'Deleted Items', Junk: 'Junk Email' },
    plain: [],
  },
  gmail: {
    separator: '/',
    prefix: '',
    special: {
      Sent: '[Gmail]/Sent Mail',
      Drafts: '[Gmail]/Drafts',
      Trash: '[Gmail]/Trash',
      Junk: '[Gmail]/Spam',
      All: '[Gmail]/All Mail',
    },
    plain: [],
  },
  german: {
    separator: '.',
    prefix: '',
    special: { Sent: 'Gesendete Objekte', Drafts: 'Entwürfe', Trash: 'Gelöscht', Junk: 'Spamverdacht' },
    plain: [],
  },
  courier: {
    separator: '.',
    prefix: 'INBOX.',
    special: { Sent: 'Sent', Drafts: 'Drafts', Trash: 'Trash', Junk: 'Junk' },
    plain: [],
  },
  /** A server without SPECIAL-USE attributes. */
  noattr: { separator: '/', prefix: '', special: {}, plain: ['Sent', 'Drafts', 'Trash'] },
  /** No sent folder at all. */
  nosent: { separator: '/', prefix: '', special: {}, plain: [] },
};

/** Where a client finds the sent copy, '' for nosent. */
export function sentFolderOf(name: LayoutName): string {
  const layout = LAYOUTS[name];
  const folder = layout.special['Sent'] ?? layout.plain.find((plain) => plain === 'Sent');
  return folder === undefined ? '' : `${layout.prefix}${folder}`;
}

export function namespaceConf(layout: FolderLayout): string {
  const mailbox = (name: string, attribute = '') => {
    const use = attribute === '' ? '' : `    special_use = \\${attribute}\n`;
    return `  mailbox "${name}" {\n    auto = create\n${use}  }\n`;
  };
  const mailboxes = [
    ...Object.entries(layout.special).map(([attribute, name]) => mailbox(name, attribute)),
    ...layout.plain.map((name) => mailbox(name)),
  ];
  return `namespace inbox {
  inbox = yes
  separator = ${layout.separator}
  prefix = ${layout.prefix}
${mailboxes.join('')}}
`;
}
