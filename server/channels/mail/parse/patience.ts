/** The time limit of a lane: a mail's own time begins when the lane has started, which takes long on a busy machine. */
export interface Patience {
  /** Starts counting for one mail. */
  begin(): void;
  /** The lane is up. */
  started(): void;
  end(): void;
}

const startingMs = 60_000;

export function patience(timeoutMs: number, outOfIt: () => void): Patience {
  let isUp = false;
  let timer: NodeJS.Timeout | null = null;
  const arm = (): void => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(outOfIt, isUp ? timeoutMs : startingMs);
  };
  return {
    begin: arm,
    started() {
      isUp = true;
      if (timer) arm();
    },
    end() {
      if (timer) clearTimeout(timer);
      timer = null;
    },
  };
}
