import { Checkbox, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '../../design/ActDialog.tsx';
import { useAttempt } from '../../design/attempt.tsx';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { forward, type MessageItem } from '../api.ts';
import { AddressField } from '../AddressField.tsx';
import { Notice } from '../../design/Trouble.tsx';
import type { DialogProps } from '../dialogs.ts';
import { useDraft } from '../draft.ts';
import { newOutsiders, readRecipients } from '../recipients.ts';
import { useComposerWords } from '../composer-words.ts';
import { forgetKey, keyOf } from '../reply.ts';
import { usePerson } from '../../shell/session.ts';
import { keeperOf } from '../keeper.ts';
import { useDeskWords } from '../words.ts';
import { useLeaving } from './leaving.ts';
import { useSideWords } from './words.ts';

const whole = 'whole';

/** Hands the conversation, or one message of it, to somebody outside. */
export default function ForwardDialog({ conversation, onClose }: DialogProps) {
  const desk = useDeskWords();
  const words = useSideWords();
  const composer = useComposerWords();
  const format = useFormats();
  const { id, messages } = conversation;
  const person = usePerson();
  const { addressing } = keeperOf(id, person.id).state();
  const [to, setTo] = useDraft(`forward-to:${id}`);
  const [cc, setCc] = useState('');
  const [text, setText] = useDraft(`forward:${id}`);
  const [what, setWhat] = useState<string>(whole);
  const [files, setFiles] = useState<readonly string[]>([]);
  const [isMissing, setMissing] = useState(false);
  const attempt = useAttempt();
  const leaving = useLeaving(id);
  const said = messages.filter(isSaid);
  const chosen = what === whole ? said : said.filter((one) => one.id === what);
  const there = chosen.flatMap((one) => one.attachments).filter((one) => !one.inline);
  const people = readRecipients(`${to},${cc}`);
  const outside = addressing ? newOutsiders(people.emails, addressing) : [];
  const send = async (): Promise<void> => {
    const wanted = readRecipients(to).emails;
    if (wanted.length === 0) return setMissing(true);
    const attachments = there.filter((one) => files.includes(one.id)).map((one) => one.id);
    const wish = { to: wanted, cc: readRecipients(cc).emails, text: text.trim(), attachments, ...(what !== whole && { message: what }) };
    const name = JSON.stringify(wish);
    if (people.wrong.length > 0)
      return void (await attempt.run(() => Promise.reject(new Error(composer.noAddress(people.wrong.join(', '))))));
    let sent = '';
    const work = async () => {
      sent = (await forward(id, wish, keyOf(id, name, []))).id;
    };
    if (!(await attempt.run(work))) return;
    forgetKey(id, name, []);
    setText('');
    setTo('');
    leaving(sent, words.forwarded(wanted.join(', ')), () => {
      setTo(to);
      setText(text);
    });
    onClose();
  };
  return (
    <ActDialog title={words.forward} act={words.send} cancel={desk.cancel} width={560} attempt={attempt} onSubmit={send} onClose={onClose}>
      <p className="sm muted">{words.forwardText}</p>
      <div>
        <AddressField label={composer.recipients.to} conversation={id} value={to} onChange={setTo} hasFocus />
        <AddressField label={composer.recipients.cc} conversation={id} value={cc} onChange={setCc} />
        {isMissing && to.trim() === '' && (
          <p className="sm" role="alert">
            {words.nobody}
          </p>
        )}
      </div>
      <NativeSelect
        label={words.what}
        value={what}
        onChange={(event) => setWhat(event.currentTarget.value)}
        data={[
          { value: whole, label: words.whole },
          ...said.map((one) => ({
            value: one.id,
            label: words.one(one.from?.name || one.from?.email || desk.unknownSender, format.moment(Date.parse(one.receivedAt))),
          })),
        ]}
      />
      <Textarea
        label={words.noteLabel}
        rows={4}
        maxLength={100_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {there.length > 0 && (
        <Checkbox.Group label={words.files} value={[...files]} onChange={setFiles}>
          {there.map((one) => (
            <Checkbox key={one.id} mt={8} value={one.id} label={`${one.name} · ${format.bytes(one.size)}`} />
          ))}
        </Checkbox.Group>
      )}
      {outside.length > 0 && <Notice tone="warn">{composer.recipients.outside(outside.join(', '))}</Notice>}
    </ActDialog>
  );
}

/** Between the requester and us, and gone. */
const isSaid = ({ direction, part, delivery }: MessageItem): boolean =>
  (direction === 'in' || direction === 'out') && (part === null || part === 'forward') && (delivery === null || delivery === 'accepted');
