// Every method of every manager is called, and what it answers is looked at.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { methods, Scenario } from './scenario.mjs';
import { client, connect } from './tenant.mjs';

const directory = process.env.GATEHOUSE_SCENARIOS;
const json = (name) => JSON.parse(readFileSync(join(directory, name), 'utf8'));
const scenarios = readdirSync(directory)
  .filter((name) => name.endsWith('.json') && name !== 'uncalled.json')
  .sort()
  .map((name) => new Scenario(connect(), name.replace('.json', ''), json(name)));
for (const scenario of scenarios) {
  scenario.register();
}

test('calls every method', () => {
  const called = new Set(scenarios.flatMap((each) => [...each.called]));
  const uncalled = methods(client).filter((name) => !called.has(name));
  assert.deepEqual(uncalled.sort(), json('uncalled.json').sort());
});
