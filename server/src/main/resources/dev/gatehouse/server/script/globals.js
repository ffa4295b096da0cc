// What Node has beside the language: bytes as text, copies, random numbers. No files, no processes, no network.
(() => {
  const { host, modules } = gatehouse;
  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();

  const toBase64 = (bytes) => {
    let text = '';
    for (let i = 0; i < bytes.length; i += 3) {
      const group = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
      text += ALPHABET[group >> 18] + ALPHABET[(group >> 12) & 63];
      text += i + 1 < bytes.length ? ALPHABET[(group >> 6) & 63] : '=';
      text += i + 2 < bytes.length ? ALPHABET[group & 63] : '=';
    }
    return text;
  };
  const fromBase64 = (text) => {
    const bytes = [];
    let bits = 0;
    let length = 0;
    for (const character of text.replaceAll('-', '+').replaceAll('_', '/')) {
      const value = ALPHABET.indexOf(character);
      if (value < 0) continue;
      bits = ((bits << 6) | value) & 0xffffff;
      length += 6;
      if (length >= 8) bytes.push((bits >> (length -= 8)) & 255);
    }
    return bytes;
  };
  const fromHex = (text) => (text.match(/[0-9a-f]{2}/gi) ?? []).map((pair) => Number.parseInt(pair, 16));
  const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const fromLatin1 = (text) => Array.from(text, (character) => character.charCodeAt(0) & 255);
  const toLatin1 = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

  class Buffer extends Uint8Array {
    static from(value, encoding = 'utf8') {
      if (typeof value !== 'string') return new Buffer(value instanceof ArrayBuffer ? value : Uint8Array.from(value));
      switch (encoding) {
        case 'hex': return new Buffer(fromHex(value));
        case 'base64': case 'base64url': return new Buffer(fromBase64(value));
        case 'latin1': case 'binary': case 'ascii': return new Buffer(fromLatin1(value));
        default: return new Buffer(encoder.encode(value));
      }
    }
    static alloc(size, fill = 0) { return new Buffer(size).fill(fill); }
    static isBuffer(value) { return value instanceof Buffer; }
    static byteLength(value, encoding) { return Buffer.from(value, encoding).length; }
    static concat(buffers) { return Buffer.from(buffers.flatMap((each) => [...each])); }
    equals(other) { return this.length === other.length && this.every((byte, i) => byte === other[i]); }
    toJSON() { return { type: 'Buffer', data: [...this] }; }
    toString(encoding = 'utf8') {
      switch (encoding) {
        case 'hex': return toHex(this);
        case 'base64': return toBase64(this);
        case 'base64url': return toBase64(this).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
        case 'latin1': case 'binary': case 'ascii': return toLatin1(this);
        default: return decoder.decode(this);
      }
    }
  }

  const randomBytes = (size) => Buffer.from(host('random', size), 'base64');
  const randomUUID = () => {
    const bytes = randomBytes(16);
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  };
  const digest = (algorithm, key) => {
    const parts = [];
    return {
      update(data, encoding) {
        parts.push(typeof data === 'string' ? Buffer.from(data, encoding) : Buffer.from(data));
        return this;
      },
      digest(encoding) {
        const secret = key === undefined ? null : Buffer.from(key).toString('base64');
        const made = host('digest', { algorithm, key: secret, data: Buffer.concat(parts).toString('base64') });
        return encoding === undefined ? Buffer.from(made, 'base64') : Buffer.from(made, 'base64').toString(encoding);
      },
    };
  };

  const copy = (value, copies = new Map()) => {
    if (typeof value === 'function' || typeof value === 'symbol') throw new Error(`${String(value)} could not be cloned.`);
    if (typeof value !== 'object' || value === null) return value;
    if (copies.has(value)) return copies.get(value);
    if (value instanceof Date) return new Date(value);
    if (ArrayBuffer.isView(value)) return value.slice();
    const made = Array.isArray(value) ? [] : value instanceof Map ? new Map() : value instanceof Set ? new Set() : {};
    copies.set(value, made);
    if (value instanceof Map) value.forEach((each, key) => made.set(copy(key, copies), copy(each, copies)));
    else if (value instanceof Set) value.forEach((each) => made.add(copy(each, copies)));
    else for (const key of Object.keys(value)) made[key] = copy(value[key], copies);
    return made;
  };

  Object.assign(globalThis, {
    global: globalThis,
    Buffer,
    structuredClone: (value) => copy(value),
    atob: (text) => toLatin1(fromBase64(text)),
    btoa: (text) => toBase64(fromLatin1(text)),
    crypto: {
      randomUUID,
      getRandomValues: (array) => {
        new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(randomBytes(array.byteLength));
        return array;
      },
    },
    process: {
      env: {}, platform: 'linux', version: 'v22.0.0', versions: { node: '22.0.0' },
      nextTick: (work, ...values) => queueMicrotask(() => work(...values)),
    },
    performance: { now: () => host('elapsed') },
    fetch: async () => {
      throw new Error('fetch is not available: scripts have no network access on this server');
    },
  });
  modules.buffer = { Buffer };
  modules.crypto = {
    randomBytes,
    randomUUID,
    createHash: (algorithm) => digest(algorithm),
    createHmac: (algorithm, key) => digest(algorithm, key),
    timingSafeEqual: (a, b) => Buffer.from(a).equals(Buffer.from(b)),
    webcrypto: globalThis.crypto,
  };
})();
