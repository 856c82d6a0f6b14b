import type { DovecotProgram } from './dovecot-program.ts';

export interface DovecotPlan {
  readonly root: string;
  readonly port: number;
  readonly tlsPort: number | null;
  /** Where access tokens are checked; null: passwords only. */
  readonly tokenInfo: string | null;
  readonly user: string;
  readonly group: string;
}

/** The whole configuration as text. Two languages: 2.4 renamed nearly every setting. */
export function dovecotConfig(program: DovecotProgram, plan: DovecotPlan): string {
  return program.version === '2.3' ? config23(program, plan) : config24(program, plan);
}

function config23(program: DovecotProgram, plan: DovecotPlan): string {
  const { root, user, group } = plan;
  const tokens = plan.tokenInfo
    ? `passdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = ${root}/oauth2.conf.ext\n}\n`
    : '';
  const tls = plan.tlsPort ? `ssl = yes\nssl_cert = <${root}/cert.pem\nssl_key = <${root}/key.pem\nssl_dh =\n` : 'ssl = no\n';
  return `${common(program, plan)}protocols = imap
disable_plaintext_auth = no
auth_mechanisms = plain login${plan.tokenInfo ? ' xoauth2 oauthbearer' : ''}
${tls}mail_location = mdbox:~/mdbox
${tokens}passdb {
  driver = passwd-file
  mechanisms = plain login
  args = scheme=PLAIN username_format=%u ${root}/users
}
userdb {
  driver = static
  args = uid=${user} gid=${group} home=${root}/mail/%u allow_all_users=yes
}
${services(plan)}`;
}

// Written from the 2.4 manual; the machines at hand bring 2.3.
function config24(program: DovecotProgram, plan: DovecotPlan): string {
  const { root, user, group } = plan;
  const tokens = plan.tokenInfo ? `oauth2 {\n  tokeninfo_url = ${plan.tokenInfo}\n  username_attribute = email\n}\n` : '';
  const tls = plan.tlsPort ? `ssl = yes\nssl_server_cert_file = ${root}/cert.pem\nssl_server_key_file = ${root}/key.pem\n` : 'ssl = no\n';
  return `dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
${common(program, plan)}protocols = imap
auth_allow_cleartext = yes
auth_mechanisms = plain login${plan.tokenInfo ? ' xoauth2 oauthbearer' : ''}
${tls}mail_driver = mdbox
mail_path = ~/mdbox
mail_home = ${root}/mail/%{user}
mail_uid = ${user}
mail_gid = ${group}
${tokens}passdb passwd-file {
  passwd_file_path = ${root}/users
  default_password_scheme = PLAIN
}
userdb static {
  allow_all_users = yes
  fields {
    uid = ${user}
    gid = ${group}
    home = ${root}/mail/%{user}
  }
}
${services(plan)}`;
}

function common(program: DovecotProgram, { root, user, group }: DovecotPlan): string {
  const x = program.unpacked;
  const unpacked = x
    ? `libexec_dir = ${x}/usr/lib/dovecot\nmail_plugin_dir = ${x}/usr/lib/dovecot/modules\nimport_environment = TZ LD_LIBRARY_PATH=${x}/usr/lib/dovecot\n`
    : '';
  return `base_dir = ${root}/run
state_dir = ${root}/run
instance_name = ventanilla-test-${root.replace(/\W+/g, '-')}
log_path = ${root}/dovecot.log
listen = 127.0.0.1
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
first_valid_uid = 1
auth_failure_delay = 0
mail_max_userip_connections = 500
${unpacked}`;
}

function services(plan: DovecotPlan): string {
  return `namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    special_use = \\Sent
    auto = create
  }
  mailbox Junk {
    special_use = \\Junk
    auto = create
  }
  mailbox Procesados {
    auto = create
  }
}
service anvil {
  chroot =
  # Tests sign in wrongly on purpose: no growing delay for their address.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${plan.port}
  }
  inet_listener imaps {
    port = ${plan.tlsPort ?? 0}${plan.tlsPort ? '\n    ssl = yes' : ''}
  }
}
`;
}
