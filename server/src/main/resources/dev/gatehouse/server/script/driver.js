// Loads and runs one script, and tells the host how it ended. What a library has added to "adapters" turns the input of a
// call into the call of a function of the script.
(() => {
  const { host, adapters, modules, timers } = gatehouse;
  const { freeze, defineProperty } = Object;
  const { stringify } = JSON;
  // The lines that the Function constructor puts before a body.
  const HEADER = 2;
  const FILE = '<input>';

  // What scripts and their tests know are the messages of V8.
  const MESSAGES = [
    [/^cannot read property '(.*)' of (undefined|null)$/, "Cannot read properties of $2 (reading '$1')"],
    [/^cannot set property '(.*)' of (undefined|null)$/, "Cannot set properties of $2 (setting '$1')"],
    [/^'(.*)' is not defined$/, '$1 is not defined'],
    [/^unexpected token in expression: ''$/, 'Unexpected end of input'],
    [/^unexpected token in expression: (.*)$/, 'Unexpected token $1'],
    [/^(?:not a function)$/, 'A value that is called is not a function'],
  ];
  const translated = (message) => {
    for (const [pattern, replacement] of MESSAGES) {
      if (pattern.test(message)) return message.replace(pattern, replacement);
    }
    return message;
  };

  /** The frames that are of a script, with its own lines. */
  const frames = (stack, name) => String(stack ?? '').split('\n')
    .filter((line) => line.includes(FILE))
    .map((line) => line.replace(/<input>:(\d+)/g, (_, number) => `${name}:${Math.max(1, number - HEADER)}`));

  gatehouse.describe = (error) => {
    if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: `Error: ${String(error)}` };
    const name = String(error.name);
    const message = translated(String(error.message));
    const stack = [`${name}: ${message}`, ...frames(error.stack, 'script.js')].join('\n');
    return { name, message, stack };
  };
  const { describe } = gatehouse;

  const lineOf = (error) => Number(/<input>:(\d+)/.exec(error.stack)?.[1]) - HEADER;
  const linesOf = (code) => code.split('\n').length;

  const compile = ({ code, form }, ...parameters) => {
    try {
      return form === 'function' ? new Function(`return (${code}\n);`) : new Function(...parameters, code);
    } catch (error) {
      // What ends too early fails at what stands around it.
      if (error instanceof SyntaxError && lineOf(error) > linesOf(code)) error.message = 'Unexpected end of input';
      throw error;
    }
  };

  const missing = (name) => Object.assign(
    new Error(`Cannot find module '${name}': npm packages and modules of Node with access to the outside are not available`),
    { code: 'MODULE_NOT_FOUND' });

  const load = (program, shared) => {
    const loaded = new Map();
    const require = (name) => {
      if (loaded.has(name)) return loaded.get(name).exports;
      const own = /^actions:(.*)$/.exec(name)?.[1];
      if (own !== undefined && Object.hasOwn(shared, own)) {
        return evaluate(name, shared[own], { secrets: freeze({ ...shared[own].secrets }) });
      }
      const builtIn = modules[name.replace(/^node:/, '')];
      if (builtIn === undefined) throw missing(name);
      return builtIn;
    };
    const evaluate = (name, source, actions) => {
      const module = { exports: {} };
      loaded.set(name, module);
      const body = compile(source, 'exports', 'require', 'module', 'actions');
      const value = body.call(module.exports, module.exports, require, module, actions);
      return source.form === 'function' ? value : module.exports;
    };
    return evaluate('', program, undefined);
  };

  /** Whether a script parses: null, or what is wrong with it. */
  adapters.check = (input) => {
    try {
      compile(input, 'exports', 'require', 'module', 'actions');
      return null;
    } catch (error) {
      const line = Math.min(linesOf(input.code), Math.max(1, lineOf(error)));
      const place = Number.isNaN(line) ? '' : ` (line ${line})`;
      return `${error.name}: ${translated(error.message)}${place}`;
    }
  };

  // Seeded at the first use: what the engine itself has is the same in every copy of the image.
  const seedRandom = () => {
    let state;
    Math.random = () => {
      state ??= new Uint32Array(Uint8Array.from(modules.crypto.randomBytes(16)).buffer);
      let t = state[3];
      let s = state[0];
      state[3] = state[2]; state[2] = state[1]; state[1] = s;
      t ^= t << 11; t ^= t >>> 8;
      state[0] = t ^ s ^ (s >>> 19);
      return state[0] / 4294967296;
    };
  };

  seedRandom();

  const finish = (outcome) => {
    try {
      host('finish', outcome);
    } catch (error) {
      host('finish', { error: describe(error) });
    }
  };

  const run = async (call) => {
    const { adapter, program, shared, input } = call;
    const exported = program === null ? null : load(program, shared);
    host('loaded');
    return adapters[adapter](input, exported);
  };

  defineProperty(globalThis, 'gatehouse', {
    value: freeze({
      start: () => {
        run(host('take')).then((value) => finish({ value: value ?? null }), (error) => finish({ error: describe(error) }));
      },
      next: () => host('next', timers.next()),
      tick: () => {
        try {
          timers.run();
        } catch (error) {
          finish({ error: describe(error) });
        }
      },
    }),
    writable: false,
    configurable: false,
    enumerable: false,
  });
})();
