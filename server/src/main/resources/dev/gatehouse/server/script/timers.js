// Timers. The host sleeps between them: it asks for the next one that is due when a script has nothing else to do.
(() => {
  const { host } = gatehouse;
  const now = () => host('elapsed');
  const due = new Map();
  let last = 0;

  const set = (repeat) => (work, delay = 0, ...values) => {
    if (typeof work !== 'function') throw new TypeError('The "callback" argument must be of type function.');
    const wait = Math.max(1, Number(delay) || 0);
    due.set(++last, { at: now() + wait, every: repeat ? wait : undefined, work: () => work(...values) });
    return last;
  };
  const clear = (id) => void due.delete(Number(id));

  globalThis.setTimeout = set(false);
  globalThis.setInterval = set(true);
  globalThis.setImmediate = (work, ...values) => globalThis.setTimeout(work, 0, ...values);
  globalThis.clearTimeout = clear;
  globalThis.clearInterval = clear;
  globalThis.clearImmediate = clear;

  gatehouse.timers = {
    /** Milliseconds until the next timer; -1 where there is none. */
    next: () => {
      let first = Infinity;
      for (const { at } of due.values()) first = Math.min(first, at);
      return first === Infinity ? -1 : Math.max(0, first - now());
    },
    run: () => {
      const until = now();
      for (const [id, timer] of [...due].sort(([, a], [, b]) => a.at - b.at)) {
        if (timer.at > until || !due.has(id)) continue;
        if (timer.every === undefined) due.delete(id);
        else timer.at = until + timer.every;
        timer.work();
      }
    },
  };
})();
