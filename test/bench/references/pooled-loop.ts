import { ImapFlow } from 'imapflow';
import { createTransport, type SendMailOptions } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Target } from '../bench-servers.ts';
import { inFlight } from '../measure.ts';
import { FROM, payslipFor } from '../payslips.ts';

function openPool(smtpPort: number) {
  return createTransport({
    pool: true,
    host: '127.0.0.1',
    port: smtpPort,
    ignoreTLS: true,
    maxConnections: 5,
    maxMessages: Number.POSITIVE_INFINITY,
  });
}

/**
 * Reference N+: a good loop of libraries. Rule, templates, MIME composed once for both uses, nodemailer's pool of five,
 * one append for each mail. Nothing is stored: what is under way when the process ends is lost.
 */
export async function runPooledLoop(count: number, target: Target): Promise<void> {
  const pool = openPool(target.smtpPort);
  const imap = new ImapFlow({
    host: '127.0.0.1',
    port: target.imapPort,
    secure: false,
    doSTARTTLS: false,
    auth: { user: target.user, pass: target.password },
    logger: false,
    disableAutoIdle: true,
  });
  await imap.connect();
  await inFlight(count, 10, async (index) => {
    const mail = await composed(index);
    await pool.sendMail({ envelope: { from: FROM.address, to: mail.to }, raw: mail.raw });
    await imap.append(target.sentFolder, mail.raw, ['\\Seen']);
  });
  pool.close();
  await imap.logout();
}

/** SMTP alone, every mail given as finished bytes. */
export async function runPoolRaw(count: number, target: Target, raw: Buffer): Promise<void> {
  const pool = openPool(target.smtpPort);
  await inFlight(count, 10, async (index) => {
    await pool.sendMail({ envelope: { from: FROM.address, to: `employee${index + 1}@corp.example` }, raw });
  });
  pool.close();
}

/** SMTP alone, composed by nodemailer while it is sent. */
export async function runPoolComposing(count: number, target: Target, withPdf: boolean): Promise<void> {
  const pool = openPool(target.smtpPort);
  await inFlight(count, 10, async (index) => void (await pool.sendMail(await mailOptions(index, withPdf))));
  pool.close();
}

export async function composed(index: number, withPdf = true): Promise<{ to: string; raw: Buffer }> {
  const raw = await new MailComposer(await mailOptions(index, withPdf)).compile().build();
  return { to: `employee${index + 1}@corp.example`, raw };
}

async function mailOptions(index: number, withPdf: boolean): Promise<SendMailOptions> {
  const { pdf, ...mail } = await payslipFor(index);
  return {
    from: FROM,
    ...mail,
    attachments: withPdf ? [{ filename: 'payslip.pdf', contentType: 'application/pdf', content: pdf }] : [],
  };
}
