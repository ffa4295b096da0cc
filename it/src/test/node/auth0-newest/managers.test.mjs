// Every method of every manager is called, and what it answers is looked at.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { methods, Scenario } from './scenario.mjs';
import { client, connect } from './tenant.mjs';

/** What scenarios call that this client has no longer. */
const OLDER = ['users.federatedConnectionsTokensets.delete', 'users.federatedConnectionsTokensets.list'];

const directory = process.env.GATEHOUSE_SCENARIOS;
const json = (name) => JSON.parse(readFileSync(join(directory, name), 'utf8'));
const scenarios = readdirSync(directory)
  .filter((name) => name.endsWith('.json') && name !== 'uncalled.json')
  .sort()
  .map((name) => new Scenario(connect(), name.replace('.json', ''), json(name)));
const known = new Set(methods(client));
const older = scenarios.flatMap((scenario) => scenario.register(known));

test('has every other method', () => assert.deepEqual(older.sort(), OLDER));

test('calls every method', () => {
  const called = new Set(scenarios.flatMap((each) => [...each.called]));
  const uncalled = [...known].filter((name) => !called.has(name));
  assert.deepEqual(uncalled.sort(), json('uncalled.json').sort());
});
