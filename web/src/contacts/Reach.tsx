import { TextInput } from '@mantine/core';
import { IconMail, IconPhone, IconX } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { Problem } from '../api.ts';
import { ActDialog } from '../design/ActDialog.tsx';
import { type Attempt, Failure, useAttempt } from '../design/attempt.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { say } from '../shell/notices.ts';
import { addAddress, addPhone, type ContactCard, contactPath, removeAddress, removePhone } from './api.ts';
import s from './contacts.module.css';
import { Section } from './Section.tsx';
import { useContactWords } from './words.ts';

interface ReachProps {
  readonly card: ContactCard;
  readonly canChange: boolean;
  readonly onChanged: () => Promise<unknown>;
}

type Address = ContactCard['addresses'][number];

/** The addresses of a card: what comes under any of them is this requester's. */
export function Addresses({ card, canChange, onChanged }: ReachProps) {
  const words = useContactWords();
  const attempt = useAttempt();
  const [leaving, setLeaving] = useState<Address | null>(null);
  const takeOff = (one: Address): void => {
    if (one.hasMail) return setLeaving(one);
    void attempt.run(() => removeAddress(card.id, one.id).then(onChanged));
  };
  return (
    <Section title={words.addresses} text={words.addressesText}>
      {card.addresses.length === 0 && <p className="sm muted">{words.noAddresses}</p>}
      <ul className={s.entries}>
        {card.addresses.map((one) => (
          <Entry
            key={one.id}
            icon={<IconMail aria-hidden="true" />}
            added={one.added}
            remove={canChange ? () => takeOff(one) : null}
            what={one.email}
          >
            <a href={`mailto:${one.email}`}>{one.email}</a>
            {one.name !== '' && one.name !== card.name && <span className="xs faint">{words.asSender(one.name)}</span>}
          </Entry>
        ))}
      </ul>
      <Failure attempt={attempt} />
      {canChange && <AddAddress card={card} onChanged={onChanged} />}
      {leaving && <SeparateDialog card={card} address={leaving} onChanged={onChanged} onClose={() => setLeaving(null)} />}
    </Section>
  );
}

function AddAddress({ card, onChanged }: Omit<ReachProps, 'canChange'>) {
  const words = useContactWords();
  const attempt = useAttempt();
  const [email, setEmail] = useState('');
  const problem = attempt.error instanceof Problem ? attempt.error : null;
  const add = async (isSure: boolean): Promise<void> => {
    if (await attempt.run(() => addAddress(card.id, email, isSure).then(onChanged))) setEmail('');
  };
  return (
    <AddForm
      attempt={attempt}
      label={words.addAddress}
      field={words.email}
      value={email}
      type="email"
      onChange={setEmail}
      onSubmit={() => add(false)}
    >
      {problem?.code === 'lookalike-address' && (
        <button type="button" className="btn s" onClick={() => void add(true)}>
          {words.isSure}
        </button>
      )}
      {problem?.code === 'address-taken' && (
        <Link className="btn s" to={contactPath((problem.details.contact as { id: string }).id)}>
          {words.seeOther}
        </Link>
      )}
    </AddForm>
  );
}

interface SeparateProps extends Omit<ReachProps, 'canChange'> {
  readonly address: Address;
  readonly onClose: () => void;
}

function SeparateDialog({ card, address, onChanged, onClose }: SeparateProps) {
  const words = useContactWords();
  const attempt = useAttempt();
  const separate = async (): Promise<void> => {
    if (!(await attempt.run(() => removeAddress(card.id, address.id).then(onChanged)))) return;
    say(words.separated);
    onClose();
  };
  return (
    <ActDialog
      title={words.separateTitle}
      act={words.separate}
      cancel={words.cancel}
      attempt={attempt}
      onSubmit={separate}
      onClose={onClose}
    >
      <p className="sm">{words.separateText(address.email)}</p>
    </ActDialog>
  );
}

/** The telephones of a card, as they are read here. */
export function Phones({ card, canChange, onChanged }: ReachProps) {
  const words = useContactWords();
  const attempt = useAttempt();
  const adding = useAttempt();
  const [phone, setPhone] = useState('');
  const add = async (): Promise<void> => {
    if (await adding.run(() => addPhone(card.id, phone).then(onChanged))) setPhone('');
  };
  return (
    <Section title={words.phones}>
      {card.phones.length === 0 && <p className="sm muted">{words.noPhones}</p>}
      <ul className={s.entries}>
        {card.phones.map((one) => (
          <Entry
            key={one.id}
            icon={<IconPhone aria-hidden="true" />}
            added={one.added}
            what={one.shown}
            remove={canChange ? () => void attempt.run(() => removePhone(card.id, one.id).then(onChanged)) : null}
          >
            <a href={`tel:${one.number}`} title={words.call(one.shown)}>
              {one.shown}
            </a>
          </Entry>
        ))}
      </ul>
      <Failure attempt={attempt} />
      {canChange && (
        <AddForm
          attempt={adding}
          label={words.addPhone}
          field={words.phone}
          hint={words.phoneHint}
          value={phone}
          type="tel"
          onChange={setPhone}
          onSubmit={add}
        />
      )}
    </Section>
  );
}

interface EntryProps {
  readonly icon: ReactNode;
  readonly added: { readonly by: string; readonly at: string } | null;
  readonly what: string;
  readonly remove: (() => void) | null;
  readonly children: ReactNode;
}

function Entry({ icon, added, what, remove, children }: EntryProps) {
  const words = useContactWords();
  const format = useFormats();
  return (
    <li className={s.entry}>
      {icon}
      <span className={s.entryText}>
        {children}
        {added && <span className="xs faint">{words.added(added.by, format.moment(Date.parse(added.at)))}</span>}
      </span>
      {remove && (
        <button type="button" className="btn quiet icon s" aria-label={words.removeOf(what)} title={words.remove} onClick={remove}>
          <IconX aria-hidden="true" />
        </button>
      )}
    </li>
  );
}

interface AddFormProps {
  readonly attempt: Attempt;
  readonly label: string;
  readonly field: string;
  readonly hint?: string;
  readonly value: string;
  readonly type: 'email' | 'tel';
  readonly onChange: (value: string) => void;
  readonly onSubmit: () => Promise<void>;
  /** What may be done where it was refused. */
  readonly children?: ReactNode;
}

/** The server reads what was typed: the browser's own idea of an address refuses «Ana <ana@…>». */
function AddForm({ attempt, label, field, hint, value, type, onChange, onSubmit, children }: AddFormProps) {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (value.trim() !== '') void onSubmit();
  };
  return (
    <form className={s.addForm} noValidate onSubmit={submit}>
      <div className={s.addLine}>
        <TextInput
          size="sm"
          type={type}
          aria-label={field}
          placeholder={field}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          className="grow"
        />
        <button type="submit" className="btn" aria-disabled={attempt.isBusy || value.trim() === ''}>
          {label}
        </button>
      </div>
      {hint && <span className="xs faint">{hint}</span>}
      <Failure attempt={attempt} />
      {children}
    </form>
  );
}
