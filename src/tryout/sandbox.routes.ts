import type { Role, Route } from '../http/route.ts';
import { AppError, invalid } from '../sdk/index.ts';
import { type EmbeddedSandbox, SANDBOX_ADDRESSES, SANDBOX_PASSWORD, type SandboxHost } from './sandbox-host.ts';
import { findMail, listMails } from './sandbox-mails.ts';

const allow: Role[] = ['administrator'];
const tag = 'sandbox';

/** The mail server for trying out: start it, and look at what it received. */
export function sandboxRoutes(host: SandboxHost): Route[] {
  return [
    {
      method: 'GET',
      path: '/sandbox',
      id: 'getSandbox',
      summary: 'The mail server for trying out: whether it runs, its ports, addresses and password',
      tag,
      allow,
      answer: { status: 200, description: 'How it is', schema: SANDBOX },
      handler: async () => ({ body: viewOf(host) }),
    },
    {
      method: 'POST',
      path: '/sandbox',
      id: 'startSandbox',
      audit: 'sandbox',
      summary: 'Start the mail server for trying out; not in production',
      tag,
      allow,
      answer: { status: 200, description: 'It runs, and will run again when the server starts again', schema: SANDBOX },
      handler: async ({ caller }) => {
        await host.start(caller.id);
        return { body: viewOf(host) };
      },
    },
    {
      method: 'GET',
      path: '/sandbox/messages',
      id: 'listSandboxMessages',
      summary: 'What lies in the mailboxes for trying out, newest first',
      tag,
      allow,
      query: { address: { description: 'only the mailbox of this address', schema: { type: 'string' } } },
      answer: { status: 200, description: 'The newest 200', schema: MAILS },
      handler: async ({ query }) => {
        const sandbox = running(host);
        const address = query['address']?.toLowerCase();
        if (address !== undefined && !addressesOf(sandbox).includes(address)) {
          const message = `There is no mailbox ${address}; there are ${addressesOf(sandbox).join(', ')}.`;
          throw invalid([{ path: '?address', message }]);
        }
        return { body: { items: listMails(sandbox, address) } };
      },
    },
    {
      method: 'GET',
      path: '/sandbox/messages/:id',
      id: 'getSandboxMessage',
      summary: 'The message source, byte for byte as it arrived',
      tag,
      allow,
      answer: { status: 200, description: 'message/rfc822' },
      handler: async ({ params }) => {
        const mail = findMail(running(host), params['id'] ?? '');
        if (mail === undefined) throw new AppError('NOT_FOUND', 'There is no such e-mail in the sandbox any more.');
        return { raw: { contentType: 'message/rfc822', content: mail.raw } };
      },
    },
  ];
}

function running(host: SandboxHost): EmbeddedSandbox {
  const sandbox = host.find();
  if (sandbox === undefined) throw new AppError('STATE', 'The sandbox does not run; start it with POST /api/sandbox.');
  return sandbox;
}

function addressesOf(sandbox: EmbeddedSandbox): string[] {
  return sandbox.users.map(({ user }) => user);
}

function viewOf(host: SandboxHost) {
  const sandbox = host.find();
  return {
    state: host.state(),
    reason: host.reason(),
    smtpPort: sandbox?.smtpPort ?? null,
    imapPort: sandbox?.imapPort ?? null,
    addresses: sandbox ? addressesOf(sandbox) : SANDBOX_ADDRESSES,
    password: sandbox?.users[0]?.password ?? SANDBOX_PASSWORD,
  };
}

const text = { type: 'string' };
const SANDBOX = {
  title: 'Sandbox',
  type: 'object',
  required: ['state', 'reason', 'smtpPort', 'imapPort', 'addresses', 'password'],
  properties: {
    state: { enum: ['unavailable', 'available', 'running'], description: 'Unavailable: in production.' },
    reason: { type: ['string', 'null'], description: 'Why it does not run although it was started once.' },
    smtpPort: { type: ['integer', 'null'], description: 'On 127.0.0.1, without TLS; null while it does not run.' },
    imapPort: { type: ['integer', 'null'] },
    addresses: { type: 'array', items: text, description: 'Addresses, and names to sign in with.' },
    password: { ...text, description: 'Of each of them.' },
  },
};

const MAILS = {
  title: 'SandboxMessages',
  type: 'object',
  required: ['items'],
  properties: {
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'address', 'folder', 'from', 'subject', 'receivedAt', 'size'],
        properties: {
          id: text,
          address: { ...text, description: 'Whose mailbox.' },
          folder: text,
          from: text,
          subject: text,
          receivedAt: { type: 'integer', description: 'Milliseconds since 1970' },
          size: { type: 'integer', description: 'In bytes' },
        },
      },
    },
  },
};
