import { describe, expect, it } from 'vitest';
import { mailError, mailFailure } from '../../src/mail/mail-errors.ts';
import { AppError } from '../../src/sdk/index.ts';

const where = { host: 'mail.example.com', port: 993, security: 'implicit', phase: 'sign_in' } as const;
const thrown = (fields: object, message = 'x') => Object.assign(new Error(message), fields);
const translate = (fields: object, message?: string, context: object = {}) => {
  const { code, details } = mailError(thrown(fields, message), { ...where, ...context });
  return `${code} ${details['reason']}`;
};

describe('a sign-in with an access token', () => {
  const oauth = { oauth: true };
  it.each([
    [{ authenticationFailed: true, serverResponseCode: 'AUTHENTICATIONFAILED' }, 'MAIL_AUTH OAUTH_REFUSED'],
    [{ authenticationFailed: true, serverResponseCode: 'UNAVAILABLE' }, 'MAIL_BUSY SIGN_IN_BUSY'],
    [{ authenticationFailed: true, serverResponseCode: 'LIMIT' }, 'MAIL_BUSY SIGN_IN_BUSY'],
    [{ code: 'EAUTH', responseCode: 535, response: '535 5.7.8 no' }, 'MAIL_AUTH OAUTH_REFUSED'],
    [{ code: 'EAUTH', responseCode: 454, response: '454 4.7.0 later' }, 'MAIL_BUSY SIGN_IN_BUSY'],
    [
      {
        code: 'EAUTH',
        responseCode: 535,
        response: '535 5.7.139 SmtpClientAuthentication is disabled for the Mailbox',
      },
      'MAIL_AUTH SMTP_SIGN_IN_OFF',
    ],
  ])('A4.5 %j is %s, and never a bad password', (fields, expected) => {
    expect(translate(fields, 'x', oauth)).toBe(expected);
  });

  it('A4.5 servers without XOAUTH2 and OAUTHBEARER are named as such', () => {
    expect(translate({}, 'Unsupported authentication mechanism', oauth)).toBe('MAIL_REFUSED OAUTH_NOT_OFFERED');
  });
});

describe('errors of imapflow', () => {
  it.each([
    ['AUTHENTICATIONFAILED', 'MAIL_AUTH SIGN_IN_REFUSED'],
    [undefined, 'MAIL_AUTH SIGN_IN_REFUSED'],
    ['EXPIRED', 'MAIL_AUTH SIGN_IN_REFUSED'],
    ['LIMIT', 'MAIL_BUSY SIGN_IN_BUSY'],
    ['UNAVAILABLE', 'MAIL_BUSY SIGN_IN_BUSY'],
    ['INUSE', 'MAIL_BUSY SIGN_IN_BUSY'],
    ['CONTACTADMIN', 'MAIL_BUSY SIGN_IN_BLOCKED'],
    ['PRIVACYREQUIRED', 'MAIL_REFUSED SIGN_IN_NEEDS_TLS'],
  ])('R21 a refused sign-in with the code %s is %s', (serverResponseCode, expected) => {
    expect(translate({ authenticationFailed: true, serverResponseCode })).toBe(expected);
  });

  it('R21 a sign-in refused with words of haste is not a bad password', () => {
    const response = 'NO Too many simultaneous connections. (Failure)';
    expect(translate({ authenticationFailed: true, response })).toBe('MAIL_BUSY SIGN_IN_BUSY');
  });

  it.each([
    [{ code: 'NoConnection' }, 'MAIL_CONNECT CONNECTION_LOST'],
    [{ code: 'GREETING_TIMEOUT' }, 'MAIL_TIMEOUT SERVER_SILENT'],
    [{ code: 'CONNECT_TIMEOUT' }, 'MAIL_TIMEOUT CONNECT_SILENT'],
    [{ code: 'ParserError11' }, 'MAIL_PROTOCOL NOT_MAIL'],
    [{ responseStatus: 'NO', serverResponseCode: 'TRYCREATE' }, 'MAIL_REFUSED FOLDER_MISSING'],
    [{ responseStatus: 'NO', serverResponseCode: 'OVERQUOTA' }, 'MAIL_REFUSED MAILBOX_FULL'],
    [{ responseStatus: 'NO', serverResponseCode: 'INUSE' }, 'MAIL_BUSY SERVER_BUSY'],
    [{ responseStatus: 'NO' }, 'MAIL_REFUSED SERVER_REFUSED'],
    [{ tlsFailed: true }, 'MAIL_TLS TLS_FAILED'],
  ])('%j is %s', (fields, expected) => {
    expect(translate(fields)).toBe(expected);
  });
});

describe('errors of nodemailer', () => {
  const smtp = (code: string, response: string) => ({ code, response, responseCode: Number(response.slice(0, 3)) });
  it.each([
    [smtp('EAUTH', '535 5.7.8 bad credentials'), 'MAIL_AUTH SIGN_IN_REFUSED'],
    [smtp('EAUTH', '535 5.7.139 Authentication unsuccessful'), 'MAIL_AUTH PASSWORD_SIGN_IN_OFF'],
    [smtp('EAUTH', '550 5.7.30 Basic authentication is not supported'), 'MAIL_AUTH PASSWORD_SIGN_IN_OFF'],
    [smtp('EAUTH', '534 5.7.9 Application-specific password required'), 'MAIL_AUTH APP_PASSWORD_NEEDED'],
    [smtp('EAUTH', '454 4.7.0 Temporary authentication failure'), 'MAIL_BUSY SIGN_IN_BUSY'],
    [smtp('EAUTH', '538 5.7.11 Encryption required'), 'MAIL_REFUSED SIGN_IN_NEEDS_TLS'],
    [smtp('EENVELOPE', '530 5.7.0 Must issue a STARTTLS command first'), 'MAIL_REFUSED SIGN_IN_NEEDS_TLS'],
    [smtp('EENVELOPE', '530 5.7.0 Authentication required'), 'MAIL_AUTH SIGN_IN_NEEDED'],
    [smtp('EENVELOPE', '550 5.1.1 no such user'), 'MAIL_REFUSED SERVER_REFUSED'],
    [smtp('EENVELOPE', '451 4.7.1 greylisted'), 'MAIL_BUSY SERVER_BUSY'],
    [smtp('EPROTOCOL', '421 4.3.2 too many connections'), 'MAIL_BUSY SERVER_BUSY'],
    [smtp('EPROTOCOL', '554 5.7.1 no service for you'), 'MAIL_REFUSED SERVER_REFUSED'],
    [smtp('ETLS', '454 4.7.0 TLS not available'), 'MAIL_BUSY SERVER_BUSY'],
    [smtp('ETLS', '502 5.5.1 not implemented'), 'MAIL_TLS STARTTLS_MISSING'],
    [{ code: 'ESOCKET', originalCode: 'ECONNREFUSED' }, 'MAIL_CONNECT CONNECT_REFUSED'],
    [{ code: 'EDNS', originalCode: 'ENOTFOUND' }, 'MAIL_DNS HOST_UNKNOWN'],
    [{ code: 'ETIMEDOUT', command: 'CONN' }, 'MAIL_TIMEOUT SERVER_SILENT'],
    [{ code: 'ECONNECTION' }, 'MAIL_CONNECT CONNECTION_LOST'],
  ])('%j is %s', (fields, expected) => {
    expect(translate(fields)).toBe(expected);
  });

  it('keeps the reply, the enhanced code and the words of the server', () => {
    const error = mailError(thrown(smtp('EENVELOPE', '550 5.1.1 no such user')), where);
    expect(error.details).toMatchObject({
      reply: 550,
      enhanced: '5.1.1',
      server: '550 5.1.1 no such user',
      host: where.host,
    });
    expect(error.message).not.toContain('no such user');
  });
});

describe('errors of sockets and TLS', () => {
  it.each([
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'CERT_SELF_SIGNED'],
    [{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'CERT_SELF_SIGNED'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'CERT_EXPIRED'],
    [{ code: 'CERT_NOT_YET_VALID' }, 'CERT_NOT_YET_VALID'],
    [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'CERT_NAME'],
    [{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'CERT_UNKNOWN_ISSUER'],
    [{ code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }, 'CERT_UNKNOWN_ISSUER'],
    [{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'TLS_WRONG_MODE'],
    [{ code: 'ERR_SSL_UNSUPPORTED_PROTOCOL' }, 'TLS_OLD'],
    [{ code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' }, 'TLS_OLD'],
    [{ code: 'EPROTO' }, 'TLS_FAILED'],
  ])('R17 %j is %s', (fields, reason) => {
    expect(translate(fields)).toBe(`MAIL_TLS ${reason}`);
  });

  it('R17 a certificate fault of which nodemailer kept only the sentence is still known', () => {
    const sentence = 'Error initiating TLS - self-signed certificate in certificate chain';
    expect(translate({ code: 'ETLS' }, sentence)).toBe('MAIL_TLS CERT_SELF_SIGNED');
  });

  it('an abort is a cancellation, a deadline is silence', () => {
    const abort = new DOMException('x', 'AbortError');
    const late = new DOMException('x', 'TimeoutError');
    expect(mailError(abort, where).code).toBe('CANCELLED');
    expect(mailError(late, where).code).toBe('MAIL_TIMEOUT');
  });

  it('what does not come from the network is INTERNAL and keeps its cause; an AppError stays itself', () => {
    const mistake = new TypeError('x is not a function');
    expect(mailError(mistake, where)).toMatchObject({ code: 'INTERNAL', cause: mistake });
    const known = new AppError('STALE', 'x');
    expect(mailError(known, where)).toBe(known);
  });

  it('every sentence names what to do without the words of a server', () => {
    expect(mailFailure('TLS_WRONG_MODE', where).message).toContain('Choose STARTTLS');
    expect(mailFailure('TLS_WRONG_MODE', { ...where, security: 'starttls' }).message).toContain('Choose SSL/TLS');
  });
});
