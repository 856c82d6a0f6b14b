interface Asked<T, R> {
  readonly one: T;
  done(answer: R): void;
  failed(error: unknown): void;
}

/**
 * What is asked for while the last work is under way is worked on together afterwards, `most` at a time; the answers in the order of what was
 * asked. What fails together is tried one by one, so that nobody fails for somebody else's sake.
 */
export function together<T, R>(most: number, work: (all: readonly T[]) => Promise<readonly R[]>): (one: T) => Promise<R> {
  const waiting: Asked<T, R>[] = [];
  let isWorking = false;

  async function workOn(): Promise<void> {
    isWorking = true;
    // Whoever asks in this turn of the event loop is in it.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most);
      try {
        const answers = await work(batch.map((asked) => asked.one));
        for (const [nr, asked] of batch.entries()) asked.done(answers[nr] as R);
      } catch (error) {
        if (batch.length === 1) batch[0]?.failed(error);
        else for (const asked of batch) await alone(asked);
      }
    }
    isWorking = false;
  }

  async function alone({ one, done, failed }: Asked<T, R>): Promise<void> {
    try {
      done((await work([one]))[0] as R);
    } catch (error) {
      failed(error);
    }
  }

  return (one) =>
    new Promise<R>((done, failed) => {
      waiting.push({ one, done, failed });
      if (!isWorking) void workOn();
    });
}
