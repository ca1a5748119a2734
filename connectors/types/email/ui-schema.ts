const UNLESS_RELAY = { field: 'kind', isNot: ['none'] };
const BY_OAUTH = { field: 'kind', is: ['oauth2'] };
const BY_PASSWORD = { field: 'kind', isNot: ['none', 'oauth2'] };

/** How the form is drawn; docs: docs/add-a-connector-type.md. `visibleWhen` looks at a field beside the hidden one. */
export const emailUiSchema = {
  'ui:order': ['imap', 'sending', 'smtp', 'sentCopy', 'limits', 'trust'],
  'ui:options': {
    providers: {
      imap: '/imap',
      smtp: '/smtp',
      sentFolder: '/imap/folders/sent',
      address: '/imap/auth/user',
      from: '/smtp/from/address',
    },
    signIn: { reads: '/imap/auth', sends: '/smtp/auth' },
  },
  imap: {
    'ui:order': ['host', 'port', 'security', 'allowUnencrypted', 'auth', 'folders'],
    'ui:options': { card: true, spans: { host: 8, port: 4, security: 12, auth: 12, folders: 12 } },
    security: {
      'ui:widget': 'useSsl',
      'ui:options': { port: 'port', usualPorts: { implicit: [993], starttls: [143], none: [143] } },
    },
    allowUnencrypted: { 'ui:widget': 'switch', 'ui:options': { visibleWhen: { field: 'security', is: ['none'] } } },
    auth: {
      'ui:order': ['kind', 'user', 'password', 'consentUser'],
      'ui:options': { label: false, spans: { user: 6, password: 6, consentUser: 6 } },
      kind: { 'ui:widget': 'hidden' },
      user: { 'ui:autocomplete': 'off' },
      password: { 'ui:options': { visibleWhen: BY_PASSWORD } },
      consentUser: { 'ui:autocomplete': 'off', 'ui:options': { visibleWhen: BY_OAUTH } },
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
      'sameCredentials',
      'auth',
      'replyTo',
      'allowedFrom',
    ],
    'ui:options': {
      card: true,
      spans: { host: 8, port: 4, security: 12 },
      visibleWhen: { field: 'sending', is: [true] },
    },
    security: {
      'ui:widget': 'useSsl',
      'ui:options': {
        port: 'port',
        usualPorts: { implicit: [465, 2465], starttls: [587, 25, 2525, 2587], none: [25, 587, 2525] },
      },
    },
    allowUnencrypted: { 'ui:widget': 'switch', 'ui:options': { visibleWhen: { field: 'security', is: ['none'] } } },
    from: { 'ui:order': ['address', 'name'], 'ui:options': { spans: { address: 6, name: 6 } } },
    sameCredentials: { 'ui:widget': 'switch', 'ui:options': { hideDescription: true } },
    auth: {
      'ui:order': ['kind', 'user', 'password', 'consentUser'],
      'ui:options': {
        label: false,
        spans: { kind: 12, user: 6, password: 6, consentUser: 6 },
        visibleWhen: { field: 'sameCredentials', is: [false] },
      },
      user: { 'ui:title': 'SMTP Username', 'ui:autocomplete': 'off', 'ui:options': { visibleWhen: UNLESS_RELAY } },
      password: { 'ui:options': { visibleWhen: BY_PASSWORD } },
      consentUser: { 'ui:autocomplete': 'off', 'ui:options': { visibleWhen: BY_OAUTH } },
    },
    replyTo: { 'ui:order': ['address', 'name'], 'ui:options': { advanced: true, spans: { address: 6, name: 6 } } },
    allowedFrom: { 'ui:widget': 'tags', 'ui:options': { advanced: true } },
  },
  sentCopy: { 'ui:options': { visibleWhen: { field: 'sending', is: [true] } } },
  limits: {
    'ui:options': {
      advanced: true,
      visibleWhen: { field: 'sending', is: [true] },
      spans: { connections: 4, messagesPerMinute: 4, recipientsPerDay: 4 },
    },
  },
  trust: { 'ui:options': { advanced: true }, caPem: { 'ui:widget': 'textarea' } },
} as const;
