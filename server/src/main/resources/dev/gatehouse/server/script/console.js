// console, which writes lines to the host, in about the form in which Node writes values.
(() => {
  const scripts = gatehouse;
  const { host } = scripts;
  const MAX_DEPTH = 2;
  const MAX_ITEMS = 100;

  const inspect = (value, depth = 0, seen = []) => {
    if (typeof value === 'string') return depth === 0 ? value : `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'function') return value.name ? `[Function: ${value.name}]` : '[Function (anonymous)]';
    if (typeof value !== 'object' || value === null) return String(value);
    if (value instanceof Error) return scripts.describe(value).stack;
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
    if (value instanceof RegExp) return String(value);
    if (seen.includes(value)) return '[Circular *1]';
    if (depth > MAX_DEPTH) return Array.isArray(value) ? '[Array]' : '[Object]';
    const inner = (each) => inspect(each, depth + 1, [...seen, value]);
    const listed = (items, open, close) => {
      const more = items.length > MAX_ITEMS ? [`... ${items.length - MAX_ITEMS} more items`] : [];
      const all = [...items.slice(0, MAX_ITEMS), ...more];
      return all.length === 0 ? open + close : `${open} ${all.join(', ')} ${close}`;
    };
    if (Array.isArray(value) || ArrayBuffer.isView(value)) return listed(Array.from(value, inner), '[', ']');
    if (value instanceof Map) {
      return `Map(${value.size}) ${listed(Array.from(value, ([k, v]) => `${inner(k)} => ${inner(v)}`), '{', '}')}`;
    }
    if (value instanceof Set) return `Set(${value.size}) ${listed(Array.from(value, inner), '{', '}')}`;
    if (value instanceof Promise) return 'Promise { <pending> }';
    const name = (key) => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : `'${key}'`);
    const of = value.constructor?.name;
    const prefix = of && of !== 'Object' ? `${of} ` : '';
    return prefix + listed(Object.keys(value).map((key) => `${name(key)}: ${inner(value[key])}`), '{', '}');
  };

  const format = (first, ...rest) => {
    let text = inspect(first);
    if (typeof first === 'string') {
      text = first.replace(/%[sdifjoO%]/g, (directive) => {
        if (directive === '%%') return '%';
        if (rest.length === 0) return directive;
        const value = rest.shift();
        switch (directive) {
          case '%d': return String(Number(value));
          case '%i': return String(Number.parseInt(value, 10));
          case '%f': return String(Number.parseFloat(value));
          case '%j': return JSON.stringify(value);
          default: return inspect(value, directive === '%s' ? 0 : 1);
        }
      });
    }
    return [text, ...rest.map((value) => inspect(value))].join(' ');
  };

  let full = false;
  const write = (...values) => {
    if (!full && values.length > 0) full = host('log', format(...values).slice(0, 64 * 1024)) === false;
  };
  const nothing = () => {};
  globalThis.console = {
    log: write, info: write, warn: write, error: write, debug: write, exception: write, dir: (value) => write(value), table: write,
    trace: (...values) => write('Trace:', ...values),
    assert: (condition, ...values) => { if (!condition) write('Assertion failed:', ...values); },
    time: nothing, timeEnd: nothing, timeLog: nothing, group: nothing, groupEnd: nothing, count: nothing,
  };
  gatehouse.modules.util = {
    inspect: (value) => inspect(value, 1),
    format,
    promisify: (work) => (...values) =>
      new Promise((resolve, reject) => work(...values, (error, value) => (error ? reject(error) : resolve(value)))),
  };
})();
