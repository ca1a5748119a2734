import { tmpdir } from 'node:os';
import type { Certificate } from './certs.ts';

export interface PostfixConf {
  folder: string;
  ports: { smtp: number; submission: number; smtps: number };
  certificate: Certificate;
  lmtpSocket: string;
  authSocket: string;
  domains: readonly string[];
  sizeLimit: number;
  autosave: readonly string[];
  transportMaps: string;
  delayWarning: string;
  queueLifetime: string;
  extra: string;
}

/** Everything is private, so that nothing of /etc/postfix or /var/spool/postfix is read or written. */
export function mainCf(conf: PostfixConf): string {
  return `compatibility_level = 3.6
config_directory = ${conf.folder}/etc
queue_directory = ${conf.folder}/queue
data_directory = ${conf.folder}/data
meta_directory = ${conf.folder}/etc
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
shlib_directory = /usr/lib/postfix
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${conf.folder}/postfix.log
maillog_file_prefixes = /tmp, ${tmpdir()}
multi_instance_enable = no
# no DNS, loopback only
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtp_dns_support_level = disabled
smtp_host_lookup = native
disable_dns_lookups = yes
myhostname = mail.sender.test
mydomain = sender.test
myorigin = $mydomain
mynetworks = 127.0.0.0/8
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
${delivery(conf)}
${submission(conf)}
${schedule(conf)}
${conf.extra}
`;
}

/** virtual_mailbox_maps stays unset: an unknown recipient is accepted at RCPT and bounced later, when Dovecot refuses it. */
function delivery(conf: PostfixConf): string {
  const copies = conf.autosave.map((user) => `{${user}=${user.replace('@', '+autosave@')}}`).join(' ');
  return `virtual_mailbox_domains = ${conf.domains.join(' ')}
virtual_transport = lmtp:unix:${conf.lmtpSocket}
lmtp_destination_recipient_limit = 1
default_transport = error:5.1.2 no such domain in this test
transport_maps = ${conf.transportMaps}
${copies === '' ? '' : `recipient_delimiter = +\nsender_bcc_maps = inline:{${copies}}`}`;
}

function submission(conf: PostfixConf): string {
  return `smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions =
smtpd_sender_restrictions =
smtpd_sasl_type = dovecot
smtpd_sasl_path = ${conf.authSocket}
smtpd_sasl_auth_enable = no
smtpd_sasl_security_options = noanonymous
smtpd_tls_auth_only = yes
smtpd_tls_security_level = may
smtpd_tls_cert_file = ${conf.certificate.certFile}
smtpd_tls_key_file = ${conf.certificate.keyFile}
smtpd_tls_session_cache_database =
message_size_limit = ${conf.sizeLimit}
mailbox_size_limit = 0
virtual_mailbox_limit = 0
smtputf8_enable = yes
smtpd_client_event_limit_exceptions =
smtpd_error_sleep_time = 0
smtpd_delay_reject = yes`;
}

function schedule(conf: PostfixConf): string {
  return `minimal_backoff_time = 2s
maximal_backoff_time = 4s
queue_run_delay = 2s
maximal_queue_lifetime = ${conf.queueLifetime}
bounce_queue_lifetime = ${conf.queueLifetime}
delay_warning_time = ${conf.delayWarning}
in_flow_delay = 0
notify_classes =`;
}

export function masterCf({ ports }: PostfixConf): string {
  return `${ports.smtp}  inet  n  -  n  -  -  smtpd
${ports.submission}  inet  n  -  n  -  -  smtpd
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
${ports.smtps}  inet  n  -  n  -  -  smtpd
  -o smtpd_tls_wrappermode=yes
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
pickup    unix  n  -  n  60   1  pickup
cleanup   unix  n  -  n  -    0  cleanup
qmgr      unix  n  -  n  300  1  qmgr
tlsmgr    unix  -  -  n  1000? 1 tlsmgr
rewrite   unix  -  -  n  -    -  trivial-rewrite
bounce    unix  -  -  n  -    0  bounce
defer     unix  -  -  n  -    0  bounce
trace     unix  -  -  n  -    0  bounce
verify    unix  -  -  n  -    1  verify
flush     unix  n  -  n  1000? 0 flush
proxymap  unix  -  -  n  -    -  proxymap
smtp      unix  -  -  n  -    -  smtp
relay     unix  -  -  n  -    -  smtp
showq     unix  n  -  n  -    -  showq
error     unix  -  -  n  -    -  error
retry     unix  -  -  n  -    -  error
discard   unix  -  -  n  -    -  discard
lmtp      unix  -  -  n  -    -  lmtp
anvil     unix  -  -  n  -    1  anvil
scache    unix  -  -  n  -    1  scache
postlog   unix-dgram n - n -  1  postlogd
`;
}
