import { Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { type Attempt, Failure } from './attempt.tsx';

interface ActDialogProps {
  readonly title: string;
  /** What its button says. */
  readonly act: string;
  readonly isMain?: boolean;
  readonly cancel: string;
  /** What the cross is called; as the button that closes it where nothing is said. */
  readonly close?: string;
  /** Px. */
  readonly width?: number;
  readonly attempt: Attempt;
  readonly onSubmit: () => Promise<void>;
  readonly onClose: () => void;
  /** Below the form, apart from it. */
  readonly below?: ReactNode;
  readonly children: ReactNode;
}

/** What has to be said before an act, the act, and what refused it. */
export function ActDialog({
  title,
  act,
  isMain = true,
  cancel,
  close,
  width = 460,
  attempt,
  onSubmit,
  onClose,
  below,
  children,
}: ActDialogProps) {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void onSubmit();
  };
  return (
    <Modal opened onClose={onClose} title={title} size={width} closeButtonProps={{ 'aria-label': close ?? cancel }}>
      <form className="stack" onSubmit={submit}>
        {children}
        <Failure attempt={attempt} />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <button type="button" className="btn quiet" onClick={onClose}>
            {cancel}
          </button>
          <button type="submit" className={`btn ${isMain ? 'primary' : ''}`} aria-disabled={attempt.isBusy}>
            {act}
          </button>
        </div>
      </form>
      {below}
    </Modal>
  );
}
