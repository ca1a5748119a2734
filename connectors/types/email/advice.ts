import type { MailReason } from '../../../src/mail/mail-reasons.ts';
import { probePeer } from '../../../src/mail/probe-peer.ts';
import { findWorkingPort, type PortChoice } from '../../../src/mail/probe-ports.ts';
import type { MailProtocol } from '../../../src/mail/probe-tls.ts';
import type { AppError, ServerEndpoint } from '../../../src/sdk/index.ts';
import type { Advice } from './step-log.ts';

export interface AdviceContext {
  endpoint: ServerEndpoint;
  protocol: MailProtocol;
  /** the usual ports of this protocol */
  ports: readonly PortChoice[];
  signal: AbortSignal;
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
  { endpoint, protocol, ports, signal }: AdviceContext,
): Promise<Advice | undefined> {
  const { host, port, security } = endpoint;
  const [peer, working] = await Promise.all([
    probePeer({ host, port }, signal),
    findWorkingPort(
      host,
      protocol,
      ports.filter((choice) => choice.port !== port || choice.security !== security),
      signal,
    ),
  ]);
  const instead = working && `Use port ${working.port} with ${named(working.security)}.`;
  if (peer?.speaks === 'http') {
    return {
      code: 'HTTP_SERVER',
      fix: instead ?? `A web server answers on port ${port}. Use the port of the mail server.`,
    };
  }
  if (peer?.speaks === protocol && peer.tls && security !== 'implicit') {
    return { code: 'TLS_WRONG_MODE', fix: `Port ${port} encrypts from the start. Choose ${named('implicit')}.` };
  }
  if (peer?.speaks === protocol && !peer.tls && security === 'implicit') {
    const startTls = await findWorkingPort(host, protocol, [{ port, security: 'starttls' }], signal);
    if (startTls)
      return { code: 'TLS_WRONG_MODE', fix: `Port ${port} starts unencrypted. Choose ${named('starttls')}.` };
    return {
      code: 'TLS_WRONG_MODE',
      fix: instead ?? `Port ${port} offers no encryption. Ask the provider for the right port.`,
    };
  }
  if (peer?.speaks === 'imap' || peer?.speaks === 'smtp') {
    if (peer.speaks !== protocol) {
      const fix =
        instead ?? `Port ${port} belongs to ${peer.speaks.toUpperCase()}. Use the port for ${protocol.toUpperCase()}.`;
      return { code: 'WRONG_PROTOCOL', fix };
    }
  } else if (peer?.speaks === 'other') {
    return {
      code: 'NOT_MAIL',
      fix: instead ?? `What answers on port ${port} is not a mail server. Check server and port.`,
    };
  }
  return instead === undefined ? undefined : { code: reason, fix: instead };
}

function named(security: PortChoice['security']): string {
  return security === 'implicit' ? 'SSL/TLS' : 'STARTTLS';
}
