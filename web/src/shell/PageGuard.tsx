import { Component, type ReactNode } from 'react';
import { LoadTrouble } from '../design/Trouble.tsx';

interface GuardProps {
  /** The address: another one gets its own try. */
  readonly place: string;
  readonly children: ReactNode;
}

interface GuardState {
  readonly error: unknown;
  readonly place: string;
}

/** A page that breaks while it is drawn says so in its own place; the menu stays. */
export class PageGuard extends Component<GuardProps, GuardState> {
  override state: GuardState = { error: null, place: this.props.place };

  static getDerivedStateFromError(error: unknown): Partial<GuardState> {
    return { error };
  }

  static getDerivedStateFromProps({ place }: GuardProps, state: GuardState): GuardState | null {
    return place === state.place ? null : { error: null, place };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return <LoadTrouble error={this.state.error} retry={() => this.setState({ error: null })} />;
  }
}
