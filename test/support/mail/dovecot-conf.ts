import type { SystemUser } from '../system-user.ts';
import type { Certificate } from './certs.ts';
import { type FolderLayout, namespaceConf } from './dovecot-layouts.ts';

export interface DovecotConf {
  folder: string;
  user: SystemUser;
  ports: { imap: number; imaps: number; lmtp: number };
  layout: FolderLayout;
  certificate: Certificate | undefined;
  /** LOGINDISABLED before STARTTLS. Dovecot trusts a client with its own address: connect from 127.0.0.2. */
  disablePlaintext: boolean;
  dynDomain: string;
  quota: string | undefined;
  capability: string | undefined;
  connectionsPerUser: number;
  sieve: boolean;
  /** file with the settings of the oauth2 passdb */
  oauthFile: string | undefined;
  extra: string;
}

/** The whole dovecot.conf (2.3). A "{" must end its line. */
export function dovecotConf(conf: DovecotConf): string {
  return [
    places(conf),
    processes(conf),
    tls(conf),
    users(conf),
    mail(conf),
    namespaceConf(conf.layout),
    plugins(conf),
    conf.extra,
  ].join('\n');
}

function places({ folder, ports }: DovecotConf): string {
  return `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
instance_name = t${ports.imap}`;
}

/** One ordinary user for everything and no chroot: this is what makes Dovecot run without root. */
function processes({ user, ports }: DovecotConf): string {
  const unchrooted = ['stats', 'dns-client', 'aggregator', 'ipc', 'old-stats', 'imap-urlauth-login'];
  return `default_internal_user = ${user.user}
default_internal_group = ${user.group}
default_login_user = ${user.user}
first_valid_uid = 1
first_valid_gid = 1
mail_access_groups =
default_process_limit = 50
default_client_limit = 500
default_vsz_limit = 0
service anvil {
  chroot =
  # without this listener there is no growing delay (2, 4, 8, 15 s) after failed logins from one address
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
${unchrooted.map((service) => `service ${service} {\n  chroot =\n}`).join('\n')}
service imap-login {
  chroot =
  service_count = 0
  process_min_avail = 1
  inet_listener imap {
    address = 127.0.0.1
    port = ${ports.imap}
  }
  inet_listener imaps {
    address = 127.0.0.1
    port = ${ports.imaps}
    ssl = yes
  }
}
service imap {
  process_limit = 200
}
service lmtp {
  unix_listener lmtp {
    mode = 0666
  }
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtp}
  }
}
service auth {
  # Postfix asks here (smtpd_sasl_type = dovecot)
  unix_listener auth-client {
    mode = 0666
  }
  unix_listener auth-userdb {
    mode = 0666
  }
}`;
}

function tls({ certificate, disablePlaintext }: DovecotConf): string {
  const files =
    certificate === undefined
      ? 'ssl = no'
      : `ssl = yes\nssl_cert = <${certificate.certFile}\nssl_key = <${certificate.keyFile}\nssl_min_protocol = TLSv1.2\nssl_dh =`;
  return `${files}\ndisable_plaintext_auth = ${disablePlaintext ? 'yes' : 'no'}`;
}

/** The users file is read again at most once a second, so tests that need a fresh mailbox use the dynamic domain. */
function users({ folder, user, dynDomain, oauthFile }: DovecotConf): string {
  // Each passdb with its mechanisms: else every wrong password is asked for at the provider, too.
  const byPassword = oauthFile === undefined ? '' : '\n  mechanisms = plain login';
  const byToken =
    oauthFile === undefined
      ? ''
      : `passdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = ${oauthFile}\n}\n`;
  return `auth_mechanisms = plain login${oauthFile === undefined ? '' : ' xoauth2 oauthbearer'}
auth_username_format = %Lu
# empty: any character, for UTF-8 login names
auth_username_chars =
auth_failure_delay = 0
auth_cache_size = 0
passdb {
  driver = passwd-file
  args = scheme=PLAIN ${folder}/users${byPassword}
}
passdb {
  driver = static
  username_filter = *@${dynDomain}
  args = password=pw-of-anyone${byPassword}
}
${byToken}userdb {
  driver = passwd-file
  args = ${folder}/users
  override_fields = home=${folder}/mail/%Lu
}
userdb {
  driver = static
  args = uid=${user.uid} gid=${user.gid} home=${folder}/mail/%Lu
}`;
}

function mail({ connectionsPerUser }: DovecotConf): string {
  return `mail_location = maildir:~/Maildir
mail_fsync = never
mail_max_userip_connections = ${connectionsPerUser}
mailbox_list_index = yes
lda_mailbox_autocreate = yes
recipient_delimiter = +
lmtp_save_to_detail_mailbox = no`;
}

function plugins({ folder, quota, sieve, capability }: DovecotConf): string {
  const quotaPlugin = quota === undefined ? '' : ' quota';
  return `mail_plugins = $mail_plugins${quotaPlugin}
protocol imap {
  mail_plugins = $mail_plugins${quota === undefined ? '' : ' quota imap_quota'}
${capability === undefined ? '' : `  imap_capability = ${capability}\n`}}
protocol lmtp {
  mail_plugins = $mail_plugins${sieve ? ' sieve' : ''}
  postmaster_address = postmaster@receiver.test
  auth_username_format = %Lu
}
${sieve ? `plugin {\n  sieve_before = ${folder}/autosave.sieve\n  sieve_max_redirects = 0\n}` : ''}
${quota === undefined ? '' : `plugin {\n  quota = count:User quota\n  quota_vsizes = yes\n  quota_rule = *:storage=${quota}\n}`}`;
}
