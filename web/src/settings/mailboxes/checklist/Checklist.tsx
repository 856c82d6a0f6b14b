import '@mantine/core/styles/SegmentedControl.css';
import '@mantine/core/styles/FloatingIndicator.css';
import { Input, SegmentedControl, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { CopyButton } from '../../../design/CopyButton.tsx';
import type { Mailbox } from '../../../mail/api.ts';
import { useMailWords } from '../../../mail/words.ts';
import { Card } from '../../Card.tsx';
import s from './checklist.module.css';
import { links, type Provider, type Step, steps, type Values, type Way } from './steps.ts';
import { useChecklistWords } from './words.ts';

interface ChecklistProps {
  readonly provider: Provider;
  readonly onProvider: (provider: Provider) => void;
  readonly mailboxes: readonly Mailbox[];
  readonly onClose: () => void;
}

/** What the account's administrator does at Microsoft or Google, step by step, with the institution's own values; fit for paper. */
export default function Checklist({ provider, onProvider, mailboxes, onClose }: ChecklistProps) {
  const words = useChecklistWords();
  const first = mailboxes.find((one) => one.auth === provider) ?? mailboxes[0];
  const [way, setWay] = useState<Way>(first?.kind ?? 'imap');
  const [address, setAddress] = useState(first?.address ?? '');
  const [appId, setAppId] = useState('');
  const [objectId, setObjectId] = useState('');
  const shown = address.includes('@') ? address.trim() : 'info@institucion.example';
  const values: Values = {
    address: shown,
    domain: shown.slice(shown.lastIndexOf('@') + 1),
    appName: 'Ventanilla',
    appId: appId.trim() || `<${words.appId}>`,
    objectId: objectId.trim() || `<${words.objectId}>`,
    callback: `${location.origin}/api/v1/oauth/callback`,
  };
  const own = steps[provider].filter((one) => provider === 'google' || one.way === undefined || one.way === way);
  return (
    <Card
      title={words.title}
      actions={
        <span className={`row wrap ${s.back}`}>
          <button type="button" className="btn s quiet" onClick={onClose}>
            {words.back}
          </button>
          <button type="button" className="btn s" onClick={() => window.print()}>
            <IconPrinter aria-hidden="true" />
            {words.print}
          </button>
        </span>
      }
    >
      <p className="sm muted" style={{ padding: '12px 16px 0', overflowWrap: 'anywhere' }}>
        {words.intro(shown)}
      </p>
      <Choices provider={provider} onProvider={onProvider} way={way} onWay={setWay} />
      <div className={s.values}>
        <TextInput
          label={words.otherMailbox}
          type="email"
          autoComplete="off"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        {provider === 'microsoft' && (
          <>
            <TextInput label={words.appId} autoComplete="off" value={appId} onChange={(event) => setAppId(event.currentTarget.value)} />
            {way === 'imap' && (
              <TextInput
                label={words.objectId}
                autoComplete="off"
                value={objectId}
                onChange={(event) => setObjectId(event.currentTarget.value)}
              />
            )}
          </>
        )}
      </div>
      {provider === 'microsoft' && <p className={`xs faint ${s.hint}`}>{words.filled}</p>}
      <ol className={s.steps}>
        {own.map((step) => (
          <One key={step.key} step={step} values={values} />
        ))}
      </ol>
    </Card>
  );
}

interface ChoicesProps {
  readonly provider: Provider;
  readonly onProvider: (provider: Provider) => void;
  readonly way: Way;
  readonly onWay: (way: Way) => void;
}

function Choices({ provider, onProvider, way, onWay }: ChoicesProps) {
  const words = useChecklistWords();
  const mail = useMailWords();
  return (
    <div className={s.choices}>
      <Input.Wrapper label={words.provider} labelElement="div">
        <SegmentedControl
          aria-label={words.provider}
          value={provider}
          onChange={(value) => onProvider(value as Provider)}
          data={(['microsoft', 'google'] as const).map((value) => ({ value, label: mail.auths[value] }))}
        />
      </Input.Wrapper>
      {provider === 'microsoft' && (
        <Input.Wrapper
          label={words.way}
          labelElement="div"
          description={words.wayHint[way]}
          inputWrapperOrder={['label', 'input', 'description']}
        >
          <SegmentedControl
            aria-label={words.way}
            value={way}
            onChange={(value) => onWay(value as Way)}
            data={(['imap', 'graph'] as const).map((value) => ({ value, label: words.ways[value] }))}
          />
        </Input.Wrapper>
      )}
    </div>
  );
}

function One({ step, values }: { readonly step: Step; readonly values: Values }) {
  const words = useChecklistWords();
  const { title, text } = words.steps[step.key];
  const command = step.command?.(values);
  return (
    <li>
      <div>
        <h3>{title}</h3>
        <ul>
          {text.split('\n').map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {command !== undefined && (
          <div className={s.command}>
            <pre>{command}</pre>
            <div className={s.copy}>
              <CopyButton text={command} label={words.copy} />
            </div>
          </div>
        )}
        {step.links.length > 0 && (
          <div className={s.official}>
            {step.links.map((key) => (
              <a key={key} href={links[key]} target="_blank" rel="noopener noreferrer" title={words.official}>
                {words.links[key]}
              </a>
            ))}
          </div>
        )}
      </div>
    </li>
  );
}
