import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { neededProgram } from '../needed-program.ts';

const run = promisify(execFile);

/** good: our CA, names localhost and 127.0.0.1. The others are each wrong in exactly one way. */
export type CertificateKind = 'good' | 'expired' | 'selfSigned' | 'wrongName';

export interface Certificate {
  certFile: string;
  keyFile: string;
  cert: string;
  key: string;
}

export interface TestCertificates {
  folder: string;
  caFile: string;
  /** PEM of the CA that signed good, expired and wrongName. */
  caPem: string;
  good: Certificate;
  expired: Certificate;
  selfSigned: Certificate;
  wrongName: Certificate;
}

const LOCAL_NAMES = 'DNS:localhost,DNS:mail.sender.test,DNS:mail.receiver.test,IP:127.0.0.1,IP:::1';
const CA_CONFIG = `[ca]
default_ca = test
[test]
database = index.txt
new_certs_dir = .
serial = serial
certificate = ca.pem
private_key = ca.key
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
`;

/** A throw-away CA and the four certificates, in `folder`. About 0.1 s. */
export async function makeCertificates(folder: string): Promise<TestCertificates> {
  mkdirSync(folder, { recursive: true });
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => run(neededProgram('/usr/bin/openssl'), args, { cwd: folder });
  const write = (name: string, text: string) => writeFileSync(file(name), text);

  write('ca.cnf', CA_CONFIG);
  write('index.txt', '');
  write('serial', '1000\n');
  const leaf = (names: string) =>
    `subjectAltName=${names}\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\nauthorityKeyIdentifier=keyid\n`;
  write('local.ext', leaf(LOCAL_NAMES));
  write('other.ext', leaf('DNS:other.test'));

  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-config', 'ca.cnf'];
  const caUse = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
  await Promise.all([
    openssl(
      ...[
        'req',
        '-x509',
        ...newKey,
        '-keyout',
        'ca.key',
        '-out',
        'ca.pem',
        '-days',
        '30',
        '-subj',
        '/CN=mailrule test CA',
      ],
      ...[...caUse, '-addext', 'subjectKeyIdentifier=hash'],
    ),
    openssl('req', ...newKey, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost'),
    openssl(
      ...['req', '-x509', ...newKey, '-keyout', 'selfSigned.key', '-out', 'selfSigned.pem', '-days', '30'],
      ...['-subj', '/CN=localhost', '-addext', `subjectAltName=${LOCAL_NAMES}`],
    ),
  ]);
  const signed = (out: string, extensions: string, ...dates: string[]) =>
    openssl(
      ...['ca', '-batch', '-notext', '-config', 'ca.cnf', '-in', 'server.csr', '-out', out, '-extfile', extensions],
      ...dates,
    );
  // `openssl ca` keeps a database of serial numbers, so these three cannot run at the same time.
  await signed('good.pem', 'local.ext', '-days', '30');
  await signed('expired.pem', 'local.ext', '-startdate', '20200101000000Z', '-enddate', '20210101000000Z');
  await signed('wrongName.pem', 'other.ext', '-days', '30');
  return loadCertificates(folder);
}

/** The certificates another process made in `folder`. */
export function loadCertificates(folder: string): TestCertificates {
  const certificate = (name: CertificateKind): Certificate => {
    const certFile = join(folder, `${name}.pem`);
    const keyFile = join(folder, name === 'selfSigned' ? 'selfSigned.key' : 'server.key');
    return { certFile, keyFile, cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  };
  const caFile = join(folder, 'ca.pem');
  return {
    folder,
    caFile,
    caPem: readFileSync(caFile, 'utf8'),
    good: certificate('good'),
    expired: certificate('expired'),
    selfSigned: certificate('selfSigned'),
    wrongName: certificate('wrongName'),
  };
}
