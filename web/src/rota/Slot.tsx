import { Popover } from '@mantine/core';
import { IconAlertTriangle, IconMail, IconMessage } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Avatar } from '../design/Avatar.tsx';
import { useMay } from '../shell/session.ts';
import type { Proposed, RotaDay, RotaView } from './api.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { keyOf, type Place, shortName } from './choice.ts';
import { useDays } from './days.ts';
import s from './rota.module.css';
import { useRotaWords } from './words.ts';

/** What every place on the table needs to know. */
export interface Slots {
  readonly view: RotaView;
  readonly counts: RotaView['share'];
  /** The proposal with the coordinator's own choices. */
  readonly proposed: readonly Proposed[];
  /** The place whose change is open. */
  readonly opened: string | null;
  readonly onOpen: (key: string | null) => void;
}

interface PlaceButtonProps {
  readonly slots: Slots;
  readonly place: Place;
  /** Tells two buttons of one place apart: the change opens where one clicked. */
  readonly spot?: string;
  readonly className: string | undefined;
  readonly title?: string | undefined;
  readonly children: ReactNode;
}

/** A place that the coordinator opens to change who has it; for others it is only read. */
export function PlaceButton({ slots, place, spot = '', className, title, children }: PlaceButtonProps) {
  const may = useMay();
  const key = `${keyOf(place)}${spot}`;
  if (!may('rota.change'))
    return (
      <span className={className} title={title}>
        {children}
      </span>
    );
  const close = (): void => slots.onOpen(null);
  return (
    <Popover
      opened={slots.opened === key}
      onChange={(isOpen) => slots.onOpen(isOpen ? key : null)}
      position="bottom-start"
      width={330}
      trapFocus
      returnFocus
      shadow="md"
    >
      <Popover.Target>
        <button
          type="button"
          className={className}
          title={title}
          onClick={() => slots.onOpen(slots.opened === key ? null : key)}
          // Until the focus has gone into what opens, Escape is still heard here.
          onKeyDown={(event) => event.key === 'Escape' && slots.opened === key && close()}
        >
          {children}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={s.pop ?? ''}>
        <ChangeForm slots={slots} place={place} onClose={close} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** One duty of a day in a cell: who has it, who is proposed, or that somebody lacks. */
export function Slot({ slots, day, duty }: { readonly slots: Slots; readonly day: RotaDay; readonly duty: Place['duty'] }) {
  const words = useRotaWords();
  const days = useDays();
  const place = { date: day.date, duty };
  const holder = day[duty]?.person;
  const proposed = slots.proposed.find((one) => keyOf(one) === keyOf(place))?.person;
  const isUrgent = isNear(slots.view, day.date);
  const Icon = duty === 'mail' ? IconMail : IconMessage;
  const name = holder?.name ?? (isUrgent ? undefined : proposed?.name);
  return (
    <PlaceButton
      slots={slots}
      place={place}
      className={`${s.slot} ${name === undefined ? s.missing : holder ? '' : s.isProposed}`}
      title={name}
    >
      <span className="sr">
        {days.short(day.date)}, {words.duties[duty]}: {name !== undefined && !holder && words.proposed}{' '}
      </span>
      {name === undefined ? (
        <Missing />
      ) : (
        <>
          <Icon aria-hidden="true" />
          <Avatar name={name} size="s" />
          <span className="trunc">{shortName(name)}</span>
        </>
      )}
    </PlaceButton>
  );
}

/** Past, today or the next working day: what lacks there is said in red; later a proposal stands in its place. */
function isNear(view: RotaView, date: string): boolean {
  const next = view.days.find((day) => day.isWorking && day.date > view.today)?.date;
  return date <= view.today || (date === next && view.from <= view.today);
}

/** Somebody lacks: a triangle and the word. */
function Missing() {
  const words = useRotaWords();
  return (
    <>
      <IconAlertTriangle aria-hidden="true" />
      <span className="med">{words.missing}</span>
    </>
  );
}
