// What the type declarations of the installed auth0 say that it sends: for each operation its parameters and members.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const API = join(dirname(createRequire(import.meta.url).resolve('auth0/package.json')), 'dist/cjs/management/api');

/** Interfaces by name, each with its members' types; aliases by name, with what they stand for. */
function declarations() {
  const found = new Map();
  for (const file of ['requests/requests.d.ts', 'types/types.d.ts']) {
    const text = readFileSync(join(API, file), 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, '');
    for (const [, name, parent, body] of text.matchAll(/^export interface (\w+)(?: extends ([\w., ]+))? \{\n([\s\S]*?)^\}/gm)) {
      const members = new Map();
      for (const [, quoted, plain, type] of body.matchAll(/^ {4}(?:"([^"]+)"|(\w+))\??: ([^;]+);/gm)) {
        members.set(quoted ?? plain, type);
      }
      found.set(name, { members, parents: (parent ?? '').split(/, ?/).filter(Boolean) });
    }
    for (const [, name, type] of text.matchAll(/^export type (\w+) = ([^;]+);/gm)) {
      if (!found.has(name)) found.set(name, { alias: type });
    }
  }
  return found;
}

/** The members of the types that are named in `type`, those of a union together. */
export function membersOf(type, types, seen = new Set()) {
  const members = new Map();
  for (const [, name] of type.matchAll(/(?:Management\.)?([A-Z]\w+)(?![\w.])/g)) {
    const known = types.get(name);
    if (!known || seen.has(name)) continue;
    seen.add(name);
    const parts = known.alias ? [known.alias] : known.parents;
    for (const part of parts) membersOf(part, types, seen).forEach((t, m) => members.set(m, t));
    known.members?.forEach((t, m) => members.set(m, t));
  }
  return members;
}

function clients(directory, name) {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.name === name)
    .map((entry) => join(entry.parentPath ?? entry.path, name));
}

/** Every operation as { method, path, query, body }: path with {} for its parameters, query and body by name. */
export function operations() {
  const types = declarations();
  const all = [];
  for (const file of clients(join(API, 'resources'), 'Client.js')) {
    const code = readFileSync(file, 'utf8');
    const declared = readFileSync(file.replace(/js$/, 'd.ts'), 'utf8');
    for (const [whole, name, , template] of code.matchAll(
      /^ {4}(?:__)?(\w+)\((?:(?!^ {4}\}$)[\s\S])*?url: core\.url\.join\([\s\S]*?, (["`])([^"`]*)\2\),[\s\S]*?(?=^ {4}\}$)/gm,
    )) {
      const method = /method: "(\w+)"/.exec(whole)?.[1];
      const type = new RegExp(`^ {4}${name}\\([^\\n]*?request\\??: ([^,)]+)`, 'm').exec(declared)?.[1] ?? '';
      const query = /_queryParams = \{([\s\S]*?)\n\s*\};/.exec(whole)?.[1] ?? '';
      const parameters = new Set([...query.matchAll(/^\s*"?([\w.]+)"?(?=[:,])/gm)].map(([, each]) => each));
      const members = membersOf(type, types);
      const path = '/' + template.replace(/\$\{[^}]*\}/g, '{}');
      const body = new Map([...members].filter(([each]) => /body:/.test(whole) && !parameters.has(each)));
      all.push({ method, path, query: parameters, body });
    }
  }
  return { all, types };
}
