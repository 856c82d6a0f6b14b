export type Provider = 'microsoft' | 'google';
export type Way = 'imap' | 'graph';

/** What fills the commands: the institution's own, and what its administrator types meanwhile (kept nowhere). */
export interface Values {
  readonly address: string;
  readonly domain: string;
  readonly appName: string;
  readonly appId: string;
  readonly objectId: string;
  readonly callback: string;
}

export type StepKey =
  | 'register'
  | 'permissionsImap'
  | 'permissionsGraph'
  | 'secret'
  | 'principal'
  | 'limit'
  | 'smtpAuth'
  | 'alias'
  | 'project'
  | 'account'
  | 'delegation'
  | 'imapOn'
  | 'dns'
  | 'dnsGoogle'
  | 'enter'
  | 'enterGoogle'
  | 'check';

export type LinkKey =
  | 'entra'
  | 'registering'
  | 'consent'
  | 'imapApp'
  | 'smtpAuth'
  | 'accessPolicy'
  | 'rbac'
  | 'graphSend'
  | 'alias'
  | 'dkimMicrosoft'
  | 'spfMicrosoft'
  | 'cloud'
  | 'adminConsole'
  | 'delegation'
  | 'imapGoogle'
  | 'dkimGoogle'
  | 'spfGoogle';

/** Pages of the vendors themselves, and of nobody else. */
export const links: Record<LinkKey, string> = {
  entra: 'https://entra.microsoft.com/',
  registering: 'https://learn.microsoft.com/entra/identity-platform/quickstart-register-app',
  consent: 'https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent',
  imapApp:
    'https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth',
  smtpAuth: 'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission',
  accessPolicy: 'https://learn.microsoft.com/exchange/permissions-exo/application-access-policies',
  rbac: 'https://learn.microsoft.com/exchange/permissions-exo/application-rbac',
  graphSend: 'https://learn.microsoft.com/graph/api/user-sendmail',
  alias: 'https://learn.microsoft.com/exchange/recipients-in-exchange-online/manage-user-mailboxes/send-from-aliases',
  dkimMicrosoft: 'https://learn.microsoft.com/defender-office-365/email-authentication-dkim-configure',
  spfMicrosoft: 'https://learn.microsoft.com/defender-office-365/email-authentication-spf-configure',
  cloud: 'https://console.cloud.google.com/',
  adminConsole: 'https://admin.google.com/',
  delegation: 'https://support.google.com/a/answer/162106',
  imapGoogle: 'https://support.google.com/a/answer/105694',
  dkimGoogle: 'https://support.google.com/a/answer/174124',
  spfGoogle: 'https://support.google.com/a/answer/33786',
};

export interface Step {
  readonly key: StepKey;
  /** Null: of both ways. */
  readonly way?: Way;
  readonly links: readonly LinkKey[];
  readonly command?: (values: Values) => string;
}

export const steps: Record<Provider, readonly Step[]> = {
  microsoft: [
    { key: 'register', links: ['entra', 'registering'], command: ({ appName, callback }) => `${appName}\n${callback}` },
    { key: 'permissionsImap', way: 'imap', links: ['consent', 'imapApp'], command: () => 'IMAP.AccessAsApp\nSMTP.SendAsApp' },
    { key: 'permissionsGraph', way: 'graph', links: ['consent', 'graphSend'], command: () => 'Mail.ReadWrite\nMail.Send' },
    { key: 'secret', links: ['registering'] },
    {
      key: 'principal',
      way: 'imap',
      links: ['imapApp'],
      command: ({ appId, objectId, appName, address }) =>
        `Install-Module ExchangeOnlineManagement -Scope CurrentUser
Connect-ExchangeOnline
New-ServicePrincipal -AppId ${appId} -ObjectId ${objectId} -DisplayName "${appName}"
Add-MailboxPermission -Identity "${address}" -User ${objectId} -AccessRights FullAccess`,
    },
    {
      key: 'smtpAuth',
      way: 'imap',
      links: ['smtpAuth'],
      command: ({ address }) =>
        `Set-CASMailbox -Identity "${address}" -ImapEnabled $true -SmtpClientAuthenticationDisabled $false
Get-CASMailbox -Identity "${address}" | Format-List ImapEnabled,SmtpClientAuthenticationDisabled
Get-TransportConfig | Format-List SmtpClientAuthenticationDisabled`,
    },
    {
      key: 'limit',
      way: 'graph',
      links: ['accessPolicy', 'rbac'],
      command: ({ appId, address, domain, appName }) =>
        `Connect-ExchangeOnline
New-DistributionGroup -Name "${appName} buzones" -Type Security -PrimarySmtpAddress "ventanilla-buzones@${domain}" -Members "${address}"
New-ApplicationAccessPolicy -AppId ${appId} -PolicyScopeGroupId "ventanilla-buzones@${domain}" -AccessRight RestrictAccess -Description "${appName}"
Test-ApplicationAccessPolicy -AppId ${appId} -Identity "${address}"`,
    },
    { key: 'alias', links: ['alias'], command: () => 'Set-OrganizationConfig -SendFromAliasEnabled $true' },
    {
      key: 'dns',
      links: ['spfMicrosoft', 'dkimMicrosoft'],
      command: ({ domain }) =>
        `${domain}.         TXT  "v=spf1 include:spf.protection.outlook.com -all"
_dmarc.${domain}.  TXT  "v=DMARC1; p=none; rua=mailto:dmarc@${domain}"`,
    },
    { key: 'enter', links: [] },
    { key: 'check', links: [] },
  ],
  google: [
    { key: 'project', links: ['cloud'] },
    { key: 'account', links: ['cloud'] },
    { key: 'delegation', links: ['adminConsole', 'delegation'], command: () => 'https://mail.google.com/' },
    { key: 'imapOn', links: ['adminConsole', 'imapGoogle'] },
    {
      key: 'dnsGoogle',
      links: ['spfGoogle', 'dkimGoogle'],
      command: ({ domain }) =>
        `${domain}.         TXT  "v=spf1 include:_spf.google.com -all"
_dmarc.${domain}.  TXT  "v=DMARC1; p=none; rua=mailto:dmarc@${domain}"`,
    },
    { key: 'enterGoogle', links: [], command: () => 'imap.gmail.com : 993   TLS\nsmtp.gmail.com : 465   TLS' },
    { key: 'check', links: [] },
  ],
};
