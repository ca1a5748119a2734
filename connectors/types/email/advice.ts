import type { MailReason } from '../../../src/mail/mail-reasons.ts';
import { probePeer } from '../../../src/mail/probe-peer.ts';
import { findWorkingPort, type PortChoice } from '../../../src/mail/probe-ports.ts';
import type { MailProtocol } from '../../../src/mail/probe-tls.ts';
import type { AppError, Egress, ServerEndpoint, TestSuggestion } from '../../../src/sdk/index.ts';
import type { Advice } from './step-log.ts';

export interface AdviceContext {
  endpoint: ServerEndpoint;
  protocol: MailProtocol;
  /** the usual ports of this protocol */
  ports: readonly PortChoice[];
  signal: AbortSignal;
  egress: Egress;
}

/** After these a look at who listens there, and on the usual ports, can name the right port and security. */
const WRONG_PORT: readonly MailReason[] = [
  'CONNECT_REFUSED',
  'CONNECT_SILENT',
  'SERVER_SILENT',
  'CONNECTION_LOST',
  'TLS_WRONG_MODE',
  'TLS_FAILED',
  'STARTTLS_MISSING',
  'NOT_MAIL',
  'NOT_SMTP',
  'WRONG_PROTOCOL',
  'SIGN_IN_NOT_OFFERED',
  'SIGN_IN_NEEDS_TLS',
];

/** Names the right port and security when the wrong one was used. Looks at the connector's own host only. */
export async function adviseOnPort(error: AppError, context: AdviceContext): Promise<Advice | undefined> {
  const reason = error.details['reason'] as MailReason;
  if (!WRONG_PORT.includes(reason) || context.signal.aborted) return undefined;
  try {
    return await lookAround(reason, context);
  } catch (thrown) {
    // The time of the whole test is up: then the failure stands without advice.
    if (context.signal.aborted) return undefined;
    throw thrown;
  }
}

async function lookAround(
  reason: MailReason,
  { endpoint, protocol, ports, signal, egress }: AdviceContext,
): Promise<Advice | undefined> {
  const { host, port, security } = endpoint;
  const [peer, working] = await Promise.all([
    probePeer({ host, port }, { signal, egress }),
    findWorkingPort(
      host,
      protocol,
      ports.filter((choice) => choice.port !== port || choice.security !== security),
      { signal, egress },
    ),
  ]);
  const instead = (code: string, otherwise: string): Advice =>
    working
      ? {
          code,
          fix: `Use port ${working.port} with ${named(working.security)}.`,
          suggestion: suggest(protocol, `Use port ${working.port}`, working),
        }
      : { code, fix: otherwise };
  const here = (way: PortChoice['security'], why: string): Advice => ({
    code: 'TLS_WRONG_MODE',
    fix: `Port ${port} ${why}. Choose ${named(way)}.`,
    suggestion: suggest(protocol, `Use ${named(way)}`, { port, security: way }),
  });
  if (peer?.speaks === 'http') {
    return instead('HTTP_SERVER', `A web server answers on port ${port}. Use the port of the mail server.`);
  }
  if (peer?.speaks === protocol && peer.tls && security !== 'implicit') {
    return here('implicit', 'encrypts from the start');
  }
  if (peer?.speaks === protocol && !peer.tls && security === 'implicit') {
    const startTls = await findWorkingPort(host, protocol, [{ port, security: 'starttls' }], { signal, egress });
    if (startTls) return here('starttls', 'starts unencrypted');
    return instead('TLS_WRONG_MODE', `Port ${port} offers no encryption. Ask the provider for the right port.`);
  }
  if (peer?.speaks === 'imap' || peer?.speaks === 'smtp') {
    if (peer.speaks !== protocol) {
      const owner = peer.speaks.toUpperCase();
      return instead('WRONG_PROTOCOL', `Port ${port} belongs to ${owner}. Use the port for ${protocol.toUpperCase()}.`);
    }
  } else if (peer?.speaks === 'other') {
    return instead('NOT_MAIL', `What answers on port ${port} is not a mail server. Check server and port.`);
  }
  return working && instead(reason, '');
}

function suggest(protocol: MailProtocol, label: string, { port, security }: PortChoice): TestSuggestion {
  return {
    label,
    values: [
      { path: `/${protocol}/port`, value: port },
      { path: `/${protocol}/security`, value: security },
    ],
  };
}

function named(security: PortChoice['security']): string {
  return security === 'implicit' ? 'SSL/TLS' : 'STARTTLS';
}
