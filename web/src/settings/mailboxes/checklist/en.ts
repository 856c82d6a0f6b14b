import type { Translation } from '../../../i18n/words.ts';
import type { es } from './words.ts';

export const en: Translation<typeof es> = {
  title: 'The administrator’s list',
  intro: (address) =>
    `What whoever administers the institution’s account does so that Ventanilla reads and answers ${address}. Once, in this order.`,
  provider: 'Provider',
  way: 'By which way',
  ways: { imap: 'IMAP and SMTP', graph: 'Without IMAP (Graph)' },
  wayHint: {
    imap: 'Where the institution lets applications sign in by IMAP and SMTP.',
    graph: 'Where IMAP and SMTP are closed. Tried against a stand-in only, never against a real tenant: go through all of “What to check”.',
  },
  otherMailbox: 'Address of the mailbox',
  appId: 'Application (client) ID',
  objectId: 'Object ID (enterprise application)',
  filled: 'Write them once you have them: they fill the commands and are not kept.',
  print: 'Print',
  back: 'Back to the mailboxes',
  official: 'Official page',
  copy: 'Copy',
  steps: {
    register: {
      title: 'Register the application',
      text: 'In Microsoft Entra, Applications › App registrations › New registration.\nName: the one below. Accounts: of this directory only.\nRedirect URI of type Web: only if a person will give the permission by “Sign in with Microsoft 365”; an application’s permission needs none.\nNote the Application (client) ID and the Directory (tenant) ID.',
    },
    permissionsImap: {
      title: 'Permissions and consent',
      text: 'API permissions › Add › APIs my organization uses › Office 365 Exchange Online › Application permissions: the two below.\nPress Grant admin consent, and see that both get the green mark.',
    },
    permissionsGraph: {
      title: 'Permissions and consent',
      text: 'API permissions › Add › Microsoft Graph › Application permissions: the two below.\nPress Grant admin consent, and see that both get the green mark.\nUntil the step that limits the application these permissions reach every mailbox: take that step on the same day.',
    },
    secret: {
      title: 'Secret of the application',
      text: 'Certificates & secrets › New client secret, for 24 months at most.\nCopy the Value (not the Secret ID): it is shown once. Do not send it by mail.\nNote when it ends: Ventanilla tells whoever looks after the mailboxes 30, 7 and 1 days before.',
    },
    principal: {
      title: 'Let the application open the mailbox',
      text: 'In PowerShell, with an account that administers Exchange.\nThe object ID is that of Enterprise applications, not of App registrations: with the other one the permission is given and does nothing.\nIt takes up to an hour to count.',
    },
    smtpAuth: {
      title: 'IMAP and SMTP AUTH of this mailbox',
      text: 'They are opened for this mailbox only, even where the tenant keeps them closed.\nWith Entra’s security defaults on, SMTP AUTH stays closed: use the way without IMAP.\nNo password is needed: Ventanilla signs in with the application’s permission.',
    },
    limit: {
      title: 'Limit the application to this mailbox',
      text: 'Without it the application may read and send from every mailbox of the institution.\nThe test at the end must say Granted for this mailbox and Denied for any other: try one of somebody else’s too.\nIt takes up to half an hour to count. Microsoft also offers role-based access control (RBAC) for applications, which serves as well.',
    },
    alias: {
      title: 'Answer from an alias (if there are any)',
      text: 'Whoever wrote to an alias is answered from it. Without this option Microsoft puts the main address.',
    },
    project: {
      title: 'A project in Google Cloud',
      text: 'Make a project of the organisation, such as “Ventanilla”, and enable the Gmail API in it.\nIt needs no billing.',
    },
    account: {
      title: 'Service account and its key',
      text: 'IAM & Admin › Service accounts › Create. Without roles in the project.\nNote the Unique ID (a long number).\nKeys › Add key › JSON. Where the organisation’s policy forbids it (iam.disableServiceAccountKeyCreation), whoever administers the organisation makes an exception for this project.\nThe key does not end by itself: put into Ventanilla the date on which you want to renew it, within 12 months.',
    },
    delegation: {
      title: 'Domain-wide delegation',
      text: 'In the Admin console, Security › Access and data control › API controls › Domain-wide delegation › Add new.\nClient ID: the Unique ID of the service account. Scope: the one below, and no other.\nThis scope lets it act for any user: keep the JSON key in Ventanilla only, and delete the file.',
    },
    imapOn: {
      title: 'IMAP, and what kind of mailbox it is',
      text: 'Apps › Google Workspace › Gmail › End user access › POP and IMAP access: IMAP on for the mailbox’s unit.\nThe mailbox is a user with a licence. A Google group can’t be read: let it forward to a user.',
    },
    dns: {
      title: 'SPF, DKIM and DMARC',
      text: 'One of each: where there is an SPF record, add the include to it.\nDKIM: in Microsoft Defender, Policies › Email authentication › DKIM, turn the domain on and publish the two CNAMEs that it shows.\nDMARC: begin with p=none and, once the test says that SPF and DKIM are there, go up to p=quarantine.',
    },
    dnsGoogle: {
      title: 'SPF, DKIM and DMARC',
      text: 'One of each: where there is an SPF record, add the include to it.\nDKIM: Apps › Gmail › Authenticate email, generate the key, publish the TXT and press Start authentication.\nDMARC: begin with p=none and, once the test says that SPF and DKIM are there, go up to p=quarantine.',
    },
    enter: {
      title: 'Write it into Ventanilla',
      text: 'Settings › Mailboxes › Add mailbox. How it signs in: Microsoft 365. By which way: the same as above.\nTenant, application ID, the secret’s Value and when it ends.\nTest and rehearse: a rehearsal marks, moves and sends nothing.',
    },
    enterGoogle: {
      title: 'Write it into Ventanilla',
      text: 'Settings › Mailboxes › Add mailbox. How it signs in: Google. The servers are filled in as below.\nPaste the whole JSON file into “Service account”, and the date on which you will renew it.\nTest and rehearse: a rehearsal marks, moves and sends nothing.',
    },
    check: {
      title: 'What to check',
      text: 'Test now: each line with its mark; SPF, DKIM and DMARC too.\nWrite to the mailbox from an address outside: it shows in the Inbox with its deadline.\nAnswer it from Ventanilla: it arrives in the inbox (not in junk) and is in Sent of the mailbox.\nAnswer another one from Outlook or Gmail: the conversation leaves “To answer”.\nSend an answer to an address that does not exist: within minutes the conversation is back in “To answer”.\nOn the next day, Reconciliation: no mail is missing.',
    },
  },
  links: {
    entra: 'Microsoft Entra admin center',
    registering: 'Register an application',
    consent: 'Admin consent',
    imapApp: 'IMAP and SMTP with an application’s permission',
    smtpAuth: 'SMTP AUTH in Exchange Online',
    accessPolicy: 'Application access policies',
    rbac: 'Role-based access control for applications',
    graphSend: 'Send mail with Microsoft Graph',
    alias: 'Send from an alias',
    dkimMicrosoft: 'DKIM in Microsoft 365',
    spfMicrosoft: 'SPF in Microsoft 365',
    cloud: 'Google Cloud console',
    adminConsole: 'Google Admin console',
    delegation: 'Domain-wide delegation',
    imapGoogle: 'Turn on IMAP in Google Workspace',
    dkimGoogle: 'DKIM in Google Workspace',
    spfGoogle: 'SPF in Google Workspace',
  },
};
