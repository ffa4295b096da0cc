// The one way out of the sandbox: calls of the host by name, with JSON both ways. Everything here runs once, when the image
// of the sandbox is made; "gatehouse" is sealed by driver.js before any script runs.
(() => {
  const invoke = globalThis.java_invoke;
  const { parse, stringify } = JSON;

  const host = (name, argument = null) => {
    const { value, error } = parse(invoke('', name, stringify(argument)));
    if (error !== undefined) throw new Error(error);
    return value;
  };

  for (const name of ['java_invoke', 'Javy', 'plugin']) delete globalThis[name];
  // Memory that a run may use without growing the sandbox, which can be used again as long as it has not grown.
  void new Uint8Array(2 * 1024 * 1024);
  globalThis.gatehouse = {
    host,
    adapters: Object.create(null),
    modules: Object.create(null),
    clone: (value) => (value === undefined ? null : parse(stringify(value))),
  };
})();
