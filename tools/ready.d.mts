interface Listed {
  readonly packages: Readonly<Record<string, unknown>>;
}

export function ready(wanted?: 'production' | 'full'): void;
export function isInstalled(lock: Listed, there: Listed, wanted: 'production' | 'full'): boolean;
/** The path of the Node that runs the product. */
export function pinnedNode(): string;
