/** How the form is drawn; docs: README.md of this folder. `visibleWhen` looks at a field beside the hidden one. */
export const emailUiSchema = {
  'ui:order': ['imap', 'sending', 'smtp', 'sentCopy', 'limits', 'trust'],
  imap: {
    'ui:order': ['host', 'port', 'security', 'allowUnencrypted', 'auth', 'folders'],
    'ui:options': { card: true, spans: { host: 8, port: 4, security: 12, auth: 12, folders: 12 } },
    allowUnencrypted: { 'ui:widget': 'switch', 'ui:options': { visibleWhen: { field: 'security', is: ['none'] } } },
    auth: {
      'ui:order': ['kind', 'user', 'password'],
      'ui:options': { spans: { user: 6, password: 6 } },
      kind: { 'ui:widget': 'hidden' },
      user: { 'ui:autocomplete': 'off' },
    },
    folders: { 'ui:options': { advanced: true, spans: { inbox: 6, sent: 6 } } },
  },
  sending: { 'ui:widget': 'switch' },
  smtp: {
    'ui:order': [
      'host',
      'port',
      'security',
      'allowUnencrypted',
      'from',
      'replyTo',
      'allowedFrom',
      'sameCredentials',
      'auth',
    ],
    'ui:options': {
      card: true,
      spans: { host: 8, port: 4, security: 12 },
      visibleWhen: { field: 'sending', is: [true] },
    },
    allowUnencrypted: { 'ui:widget': 'switch', 'ui:options': { visibleWhen: { field: 'security', is: ['none'] } } },
    allowedFrom: { 'ui:widget': 'tags', 'ui:options': { advanced: true } },
    replyTo: { 'ui:options': { advanced: true } },
    sameCredentials: { 'ui:widget': 'switch' },
    auth: { 'ui:options': { visibleWhen: { field: 'sameCredentials', is: [false] } } },
  },
  sentCopy: { 'ui:options': { visibleWhen: { field: 'sending', is: [true] } } },
  limits: { 'ui:options': { advanced: true, visibleWhen: { field: 'sending', is: [true] } } },
  trust: { 'ui:options': { advanced: true }, caPem: { 'ui:widget': 'textarea' } },
} as const;
