import '@mantine/core/styles/SegmentedControl.css';
import '@mantine/core/styles/FloatingIndicator.css';
import { Input, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useId } from 'react';
import { PasswordField } from '../account/PasswordField.tsx';
import { DateField } from '../design/DateField.tsx';
import s from './mail.module.css';
import { type Auth, type Kind, type MailboxFields, type Missing, type Security, withGuess } from './settings.ts';
import { useMailWords } from './words.ts';

interface FormProps {
  readonly fields: MailboxFields;
  readonly onChange: (fields: MailboxFields) => void;
  readonly missing: Missing | null;
  /** A stored password never comes out: an empty field keeps it. */
  readonly isStored?: boolean;
}

/** Where a mailbox is and how to get in. */
export function MailboxForm({ fields, onChange, missing, isStored = false }: FormProps) {
  const words = useMailWords();
  const set = (change: Partial<MailboxFields>): void => onChange(withGuess(fields, change));
  const isGraph = fields.auth === 'microsoft' && fields.kind === 'graph';
  return (
    <div className={s.fields}>
      <TextInput
        label={words.address}
        type="email"
        autoComplete="off"
        value={fields.address}
        onChange={(event) => set({ address: event.currentTarget.value })}
        error={missing === 'address' ? words.addressMissing : undefined}
        readOnly={isStored}
      />
      <Input.Wrapper label={words.auth} labelElement="div">
        <SegmentedControl
          aria-label={words.auth}
          value={fields.auth}
          onChange={(auth) => set({ auth: auth as Auth })}
          data={(['password', 'microsoft', 'google'] as const).map((value) => ({ value, label: words.auths[value] }))}
        />
      </Input.Wrapper>
      {fields.auth === 'microsoft' && <Way fields={fields} onChange={set} />}
      {!isGraph && (
        <>
          <Server
            label={words.imap}
            value={fields.imap}
            security={fields.imapSecurity}
            isMissing={missing === 'imap'}
            onValue={(imap) => set({ imap })}
            onSecurity={(imapSecurity) => set({ imapSecurity })}
          />
          <Server
            label={words.smtp}
            value={fields.smtp}
            security={fields.smtpSecurity}
            isMissing={missing === 'smtp'}
            onValue={(smtp) => set({ smtp })}
            onSecurity={(smtpSecurity) => set({ smtpSecurity })}
            description={words.smtpLater}
          />
          <TextInput
            label={words.user}
            autoComplete="off"
            value={fields.user}
            onChange={(event) => set({ user: event.currentTarget.value })}
          />
        </>
      )}
      {fields.auth === 'password' ? (
        <PasswordField
          label={words.password}
          isOptional
          size="md"
          value={fields.password}
          onChange={(password) => set({ password })}
          autoComplete="off"
          {...(isStored && { description: words.passwordKept })}
        />
      ) : (
        <Application fields={fields} onChange={set} isBad={missing === 'serviceAccount'} />
      )}
      {!isGraph && fields.smtpUser !== null && <Sender fields={fields} onChange={set} />}
      <DateField
        label={words.since}
        description={words.sinceHint}
        value={fields.since}
        onChange={(event) => set({ since: event.currentTarget.value })}
      />
    </div>
  );
}

/** By which protocol Microsoft's mailbox is reached. */
function Way({ fields, onChange }: { readonly fields: MailboxFields; readonly onChange: (change: Partial<MailboxFields>) => void }) {
  const words = useMailWords();
  return (
    <Input.Wrapper
      className={s.wide ?? ''}
      label={words.kind}
      labelElement="div"
      inputWrapperOrder={['label', 'input', 'description']}
      {...(fields.kind === 'graph' && { description: words.kindHint })}
    >
      <SegmentedControl
        aria-label={words.kind}
        value={fields.kind}
        onChange={(kind) => onChange({ kind: kind as Kind })}
        data={(['imap', 'graph'] as const).map((value) => ({ value, label: words.kinds[value] }))}
      />
    </Input.Wrapper>
  );
}

/** Who signs in to send, where that is somebody else than who reads. */
function Sender({ fields, onChange }: { readonly fields: MailboxFields; readonly onChange: (change: Partial<MailboxFields>) => void }) {
  const words = useMailWords();
  return (
    <>
      <TextInput
        label={words.smtpUser}
        autoComplete="off"
        value={fields.smtpUser ?? ''}
        onChange={(event) => onChange({ smtpUser: event.currentTarget.value })}
      />
      {fields.auth === 'password' && (
        <PasswordField
          label={words.smtpPassword}
          isOptional
          size="md"
          value={fields.smtpPassword}
          onChange={(smtpPassword) => onChange({ smtpPassword })}
          autoComplete="off"
          description={words.passwordKept}
        />
      )}
    </>
  );
}

function Application({
  fields,
  onChange,
  isBad,
}: {
  readonly fields: MailboxFields;
  readonly onChange: (change: Partial<MailboxFields>) => void;
  readonly isBad: boolean;
}) {
  const words = useMailWords();
  return (
    <>
      {fields.auth === 'microsoft' && (
        <TextInput
          label={words.tenant}
          autoComplete="off"
          value={fields.tenant}
          onChange={(event) => onChange({ tenant: event.currentTarget.value })}
        />
      )}
      <TextInput
        label={words.clientId}
        autoComplete="off"
        value={fields.clientId}
        onChange={(event) => onChange({ clientId: event.currentTarget.value })}
      />
      <PasswordField
        label={words.clientSecret}
        isOptional
        size="md"
        value={fields.clientSecret}
        onChange={(clientSecret) => onChange({ clientSecret })}
        autoComplete="off"
      />
      <DateField
        label={words.secretExpires}
        value={fields.secretExpiresOn}
        onChange={(event) => onChange({ secretExpiresOn: event.currentTarget.value })}
      />
      {fields.auth === 'google' && (
        <Textarea
          className={s.wide ?? ''}
          label={words.serviceAccount}
          description={words.serviceAccountHint}
          error={isBad ? words.serviceAccountBad : undefined}
          rows={3}
          autoComplete="off"
          spellCheck={false}
          value={fields.serviceAccount}
          onChange={(event) => onChange({ serviceAccount: event.currentTarget.value })}
        />
      )}
      <p className={`xs muted ${s.wide}`}>
        {words.oauthHint} <span className="mono">{location.origin}/api/v1/oauth/callback</span>{' '}
        <a href={`/configuracion/buzones?lista=${fields.auth}`} target="_blank" rel="noopener">
          {words.checklist}
        </a>
      </p>
    </>
  );
}

interface ServerProps {
  readonly label: string;
  readonly value: string;
  readonly security: Security;
  readonly isMissing: boolean;
  readonly description?: string;
  readonly onValue: (value: string) => void;
  readonly onSecurity: (security: Security) => void;
}

function Server({ label, value, security, isMissing, description, onValue, onSecurity }: ServerProps) {
  const words = useMailWords();
  const id = useId();
  return (
    <Input.Wrapper
      id={id}
      label={label}
      {...(description && { description })}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={isMissing ? words.serverMissing : undefined}
    >
      <div className={s.server}>
        <Input
          id={id}
          placeholder={words.serverHint}
          autoComplete="off"
          spellCheck={false}
          value={value}
          error={isMissing}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
        <select
          className={s.select}
          aria-label={`${words.security}: ${label}`}
          value={security}
          onChange={(event) => onSecurity(event.currentTarget.value as Security)}
        >
          {(['tls', 'starttls', 'none'] as const).map((one) => (
            <option key={one} value={one}>
              {words.securities[one]}
            </option>
          ))}
        </select>
      </div>
    </Input.Wrapper>
  );
}
