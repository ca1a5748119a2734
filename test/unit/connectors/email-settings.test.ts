import { describe, expect, it } from 'vitest';
import { emailAccount } from '../../../connectors/types/email/account.ts';
import {
  type EmailConnectorSettings,
  emailConnectorSettingsSchema,
} from '../../../connectors/types/email/config.gen.ts';
import { missingEmailDetails } from '../../../connectors/types/email/missing.ts';
import { normalizeEmailSettings } from '../../../connectors/types/email/normalize.ts';
import { emailSecretDestinations } from '../../../connectors/types/email/secret-destinations.ts';
import { findProblems } from '../../../src/schema/validator.ts';
import type { JsonSchema } from '../../../src/sdk/index.ts';

const known = { id: 'c1', displayName: 'Payroll', learned: {} };
const complete: EmailConnectorSettings = {
  imap: {
    host: 'imap.example.com',
    port: 993,
    security: 'implicit',
    auth: { kind: 'password', user: 'payroll@example.com', password: 's3cret' },
  },
  sending: true,
  smtp: { host: 'smtp.example.com', port: 587, security: 'starttls', sameCredentials: true },
};
const missingPaths = (settings: EmailConnectorSettings) => missingEmailDetails(settings).map(({ path }) => path);

describe('the form with "Use SSL"', () => {
  it.each([
    ['imap', 993, 'implicit'],
    ['imap', 143, 'starttls'],
    ['smtp', 465, 'implicit'],
    ['smtp', 587, 'starttls'],
    ['smtp', 25, 'starttls'],
  ] as const)('A1.16 A1.22 yes on %s port %i means %s', (part, port, security) => {
    expect(normalizeEmailSettings({ [part]: { port, useSsl: true } })).toEqual({ [part]: { port, security } });
    expect(normalizeEmailSettings({ [part]: { port: String(port), useSsl: 'Yes' } })).toEqual({
      [part]: { port, security },
    });
  });

  it('A1.16 no means none, on whatever port, and never something else', () => {
    for (const port of [993, 143]) {
      expect(normalizeEmailSettings({ imap: { port, useSsl: false } })).toEqual({ imap: { port, security: 'none' } });
    }
  });

  it('yes on a port that nobody knows leaves the question open', () => {
    expect(normalizeEmailSettings({ smtp: { port: 4025, useSsl: true } })).toEqual({ smtp: { port: 4025 } });
    expect(missingPaths({ ...complete, smtp: { ...complete.smtp, port: 4025, security: undefined as never } })).toEqual(
      ['/smtp/security'],
    );
  });

  it('A1.17 A1.18 A1.19 A1.20 A1.23 A1.24 A1.30 the whole form becomes our settings', () => {
    const form = {
      imap: { host: ' IMAP.Example.com', port: 993, useSsl: true, username: 'p@example.com', password: 'x' },
      enableMailSend: true,
      smtp: {
        host: 'smtp.example.com',
        port: 587,
        useSsl: true,
        emailAddress: 'p@example.com',
        sameCredentials: 'no',
        username: 'u',
        password: 'y',
      },
      saveToSentItems: 'yes',
    };
    const settings = normalizeEmailSettings(form);
    expect(settings).toEqual({
      imap: {
        host: 'imap.example.com',
        port: 993,
        security: 'implicit',
        auth: { kind: 'password', user: 'p@example.com', password: 'x' },
      },
      sending: true,
      smtp: {
        ...{ host: 'smtp.example.com', port: 587, security: 'starttls', sameCredentials: false },
        ...{ from: { address: 'p@example.com' }, auth: { kind: 'password', user: 'u', password: 'y' } },
      },
      sentCopy: 'auto',
    });
    expect(findProblems(emailConnectorSettingsSchema, settings)).toEqual([]);
    expect(normalizeEmailSettings(settings)).toEqual(settings);
  });

  it('"save to Sent Items" no means never', () => {
    expect(normalizeEmailSettings({ saveToSentItems: false })).toEqual({ sentCopy: 'never' });
  });

  it('empty fields of a form mean "not given yet", and null of a secret stays', () => {
    expect(normalizeEmailSettings({ imap: { host: '', auth: { password: null } }, limits: {} })).toEqual({
      imap: { auth: { password: null } },
      limits: {},
    });
  });

  it.each([null, 'x', 7, []])('%j is left for the validation to refuse', (input) => {
    expect(findProblems(emailConnectorSettingsSchema, normalizeEmailSettings(input))).not.toEqual([]);
  });
});

describe('validation names the field', () => {
  it.each([
    [{ imap: { port: 70000 } }, '/imap/port'],
    [{ imap: { host: 'a b' } }, '/imap/host'],
    [{ imap: { host: 'evil.test\r\nX: y' } }, '/imap/host'],
    [{ imap: { security: 'ssl' } }, '/imap/security'],
    [{ smtp: { from: { address: 'a@b.test, c@d.test' } } }, '/smtp/from/address'],
    [{ smtp: { from: { address: 'a@b.test\r\nBcc: c@d.test' } } }, '/smtp/from/address'],
    [{ smtp: { from: { name: 'A\r\nBcc: c@d.test' } } }, '/smtp/from/name'],
    [{ smtp: { replyTo: { address: 'nobody' } } }, '/smtp/replyTo/address'],
    [{ smtp: { allowedFrom: ['a@b.test', 'x'] } }, '/smtp/allowedFrom/1'],
    [{ trust: { caPem: 'hello' } }, '/trust/caPem'],
    [{ trust: { imapSha256: 'ab' } }, '/trust/imapSha256'],
    [{ limits: { connections: 0 } }, '/limits/connections'],
    [{ bcc: 'all@evil.test' }, '/bcc'],
  ])('%j', (settings, path) => {
    expect(findProblems(emailConnectorSettingsSchema, settings).map((problem) => problem.path)).toContain(path);
  });
});

describe('guidance', () => {
  it('A1.26 every field of the form has a title, and choices say what they mean', () => {
    const schema: JsonSchema = emailConnectorSettingsSchema;
    const defs = schema['$defs'] as Record<string, JsonSchema>;
    let fields = 0;
    const walk = (node: JsonSchema, path: string) => {
      const target = defs[String(node['$ref'] ?? '').slice('#/$defs/'.length)];
      if (path !== '') expect(node['title'] ?? target?.['title'], path).toEqual(expect.any(String));
      fields += 1;
      for (const [name, child] of Object.entries((node['properties'] ?? target?.['properties'] ?? {}) as object)) {
        walk(child as JsonSchema, `${path}/${name}`);
      }
    };
    walk(schema, '');
    expect(fields).toBeGreaterThan(30);
  });
});

describe('what is still missing', () => {
  it('A1.8 nothing, everything and parts', () => {
    expect(missingPaths(complete)).toEqual([]);
    expect(missingPaths({})).toEqual(['/imap/host']);
    expect(missingPaths({ imap: { host: 'imap.example.com' } })).toEqual([
      ...['/imap/port', '/imap/security', '/imap/auth/user', '/imap/auth/password'],
    ]);
    expect(missingPaths({ ...complete, smtp: {} })).toEqual(['/smtp/host', '/smtp/port', '/smtp/security']);
  });

  it('A1.19 nothing of SMTP while sending is not enabled', () => {
    expect(missingPaths({ ...complete, sending: false, smtp: {} })).toEqual([]);
  });

  it('A1.25 own SMTP credentials need user and password; a relay needs none', () => {
    const smtp = { ...complete.smtp, sameCredentials: false };
    expect(missingPaths({ ...complete, smtp })).toEqual(['/smtp/auth/user', '/smtp/auth/password']);
    expect(missingPaths({ ...complete, smtp: { ...smtp, auth: { kind: 'none' } } })).toEqual([]);
  });

  it('R16 security none needs a loopback host or an explicit acceptance', () => {
    const imap = { ...complete.imap, port: 143, security: 'none' as const };
    expect(missingPaths({ imap })).toEqual(['/imap/allowUnencrypted']);
    expect(missingPaths({ imap: { ...imap, allowUnencrypted: true } })).toEqual([]);
    for (const host of ['localhost', '127.0.0.9', '::1']) expect(missingPaths({ imap: { ...imap, host } })).toEqual([]);
    for (const host of ['localhost.evil.test', '128.0.0.1']) {
      expect(missingPaths({ imap: { ...imap, host } })).toEqual(['/imap/allowUnencrypted']);
    }
  });
});

describe('the account', () => {
  it('A1.17 the IMAP user is the sender where no address is given', () => {
    const account = emailAccount(complete, known);
    expect(account).toMatchObject({
      from: { address: 'payroll@example.com' },
      sentCopy: 'auto',
      selfFiling: false,
      imap: { host: 'imap.example.com', folders: { inbox: 'INBOX' } },
      smtp: {
        host: 'smtp.example.com',
        security: 'starttls',
        auth: { kind: 'password', user: 'payroll@example.com', password: 's3cret' },
      },
    });
  });

  it('A1.19 there is no SMTP endpoint while sending is not enabled', () => {
    expect(emailAccount({ ...complete, sending: false }, known).smtp).toBeUndefined();
  });

  it.each(['smtp.gmail.com', 'smtp.office365.com', 'smtp-mail.outlook.com'])(
    'R10 %s files sent mail by itself',
    (host) => {
      expect(emailAccount({ ...complete, smtp: { ...complete.smtp, host } }, known).selfFiling).toBe(true);
    },
  );

  it('throws CONNECTOR_INACTIVE, naming the fields, when details are missing', () => {
    expect(() => emailAccount({ ...complete, smtp: {} }, known)).toThrowError(
      expect.objectContaining({ code: 'CONNECTOR_INACTIVE', message: expect.stringContaining('"Payroll"') }),
    );
  });
});

describe('the destination of a secret', () => {
  const key = '/imap/auth/password';
  const before = emailSecretDestinations(complete);

  it.each([
    { imap: { ...complete.imap, host: 'evil.test' } },
    { imap: { ...complete.imap, port: 994 } },
    { imap: { ...complete.imap, security: 'starttls' as const } },
    { imap: { ...complete.imap, auth: { ...complete.imap?.auth, user: 'other' } } },
    { smtp: { ...complete.smtp, host: 'evil.test' } },
    { trust: { caPem: '-----BEGIN CERTIFICATE-----' } },
    { trust: { imapSha256: 'ab'.repeat(32) } },
  ])('changes with %j', (change) => {
    expect(emailSecretDestinations({ ...complete, ...change })[key]).not.toBe(before[key]);
  });

  it('does not change with names, folders, limits or the case of the host', () => {
    const imap = { ...complete.imap, host: 'IMAP.example.com', folders: { sent: 'Sent' } };
    const after = emailSecretDestinations({ ...complete, imap, limits: { connections: 3 }, sentCopy: 'never' });
    expect(after[key]).toBe(before[key]);
  });
});
