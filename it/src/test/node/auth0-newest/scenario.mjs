// Runs the scenarios of src/test/managers, whose format their README.md describes, through auth0's managers.
import assert from 'node:assert/strict';
import { test } from 'node:test';

/** The names of every method that the managers of `client` have, as in `clients.credentials.create`. */
export function methods(client, path = []) {
  const names = [];
  for (let type = client; type !== Object.prototype; type = Object.getPrototypeOf(type)) {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(type))) {
      if (name === 'constructor' || name.startsWith('_')) continue;
      const manager = property.get && client[name];
      if (manager && '_options' in manager) names.push(...methods(manager, [...path, name]));
      else if (path.length && typeof property.value === 'function') names.push([...path, name].join('.'));
    }
  }
  return names;
}

/** One file of calls. What a call names with "as" is known to those after it. */
export class Scenario {
  constructor(client, name, steps) {
    this.client = client;
    this.name = name;
    this.steps = steps;
    this.known = {};
    this.called = new Set();
  }

  /** Makes a test of each step; returns the methods that the client does not have, whose steps are left out. */
  register(known) {
    const missing = [];
    for (const [place, step] of this.steps.entries()) {
      const call = step.call ?? `${step.crud}.create`;
      if (!known.has(call)) missing.push(call);
      else test(`${this.name} ${place + 1}: ${call}`, () => this.run(this.filled(step)));
    }
    return missing;
  }

  run(step) {
    return step.crud ? this.crud(step) : this.step(step);
  }

  async step({ call, with: args = [], as, refused, ...expected }) {
    if (refused) {
      await assert.rejects(this.call(call, args), (error) => assert.equal(error.statusCode, refused) ?? true);
      return;
    }
    const response = await this.call(call, args);
    if ('shows' in expected) assertShows(response, expected.shows);
    if ('equals' in expected) assert.deepEqual(response, expected.equals);
    if ('lists' in expected) assertShows(itemLike(items(response), expected.lists), expected.lists);
    if ('lacks' in expected) assert.equal(itemLike(items(response), expected.lacks), undefined);
    if ('hides' in expected) expected.hides.forEach((member) => assert.ok(!(member in response), member));
    if (as) this.known[as] = response;
  }

  async crud({ crud, under = [], id = 'id', create, hides = [], update, changes = {}, varies = ['updated_at'], silent, list = {}, as }) {
    const created = await this.call(`${crud}.create`, [...under, create]);
    assertShows(created, without(create, hides));
    const path = [...under, created[id]];
    const read = await this.call(`${crud}.get`, path);
    assertShows(read, without(create, hides));
    const listed = items(await this.call(`${crud}.list`, [...under, ...[list].filter(Boolean)]));
    assert.equal(listed.filter((item) => item[id] === created[id]).length, 1);
    if (update) {
      const updated = await this.call(`${crud}.update`, [...path, update]);
      const changed = { ...without(update, hides), ...changes };
      if (!silent) assertShows(updated, changed);
      const again = await this.call(`${crud}.get`, path);
      assertShows(again, merged(without(read, varies), changed));
    }
    if (as) {
      this.known[as] = await this.call(`${crud}.get`, path);
    } else {
      await this.call(`${crud}.delete`, path);
      await assert.rejects(this.call(`${crud}.get`, path), (error) => assert.equal(error.statusCode, 404) ?? true);
    }
  }

  async call(name, args) {
    this.called.add(name);
    const path = name.split('.');
    const method = path.pop();
    const manager = path.reduce((parent, each) => parent[each], this.client);
    assert.equal(typeof manager?.[method], 'function', name);
    const response = await manager[method](...args);
    return response && Symbol.asyncIterator in response ? everyPage(response) : response;
  }

  /** The step with the members of what is known in the place of "$name.member", alone or within braces in a text. */
  filled(value) {
    if (typeof value === 'string') {
      if (value.startsWith('$$')) return value.slice(1);
      const whole = /^\$([\w.]+)$/.exec(value);
      return whole ? this.find(whole[1]) : value.replace(/\$\{([\w.]+)\}/g, (_, path) => this.find(path));
    }
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map((each) => this.filled(each));
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.filled(each)]));
  }

  find(path) {
    const found = path.split('.').reduce((parent, name) => parent?.[name], this.known);
    assert.notEqual(found, undefined, `$${path}`);
    return found;
  }
}

async function everyPage(page) {
  const all = [];
  for await (const item of page) all.push(item);
  return all;
}

/** A list as it is, or the one list that an object has. */
function items(response) {
  if (Array.isArray(response)) return response;
  const lists = Object.values(response).filter(Array.isArray);
  assert.equal(lists.length, 1, JSON.stringify(response));
  return lists[0];
}

function without(object, names) {
  return Array.isArray(object)
    ? object
    : Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

function merged(object, changes) {
  const both = (name) => [object[name], changes[name]].every((each) => each?.constructor === Object);
  const values = Object.keys(changes).map((name) => [name, both(name) ? merged(object[name], changes[name]) : changes[name]]);
  return { ...object, ...Object.fromEntries(values) };
}

function itemLike(all, expected) {
  return all.find((item) => shows(item, expected));
}

function assertShows(actual, expected) {
  if (!shows(actual, expected)) assert.deepEqual(actual, expected);
}

/** Whether all that is expected is there; there may be more in objects, not in lists. */
function shows(actual, expected) {
  if (expected === null || typeof expected !== 'object') return actual === expected;
  if (actual === null || typeof actual !== 'object') return false;
  if (Array.isArray(expected)) {
    return Array.isArray(actual) && actual.length === expected.length && expected.every((each, i) => shows(actual[i], each));
  }
  return Object.entries(expected).every(([name, each]) => shows(actual[name], each));
}
