// Every method of every manager is called, and what it answers is looked at.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { methods, Scenario } from './scenario.mjs';
import { client, connect, DATABASE, PASSWORD } from './tenant.mjs';

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

// A stream is read while something else is done, which no scenario can say.
test('events.subscribe: tells of a user who is created', { timeout: 60_000 }, async () => {
  const events = await client.events.subscribe({ event_type: 'user.created' });
  const user = await client.users.create({ connection: DATABASE, email: 'subscribed@tenant.example', password: PASSWORD });
  let told;
  for await (const message of events) {
    told = message.event?.data?.object ?? message.data?.object;
    if (told?.user_id === user.user_id) break;
  }
  assert.equal(told.email, 'subscribed@tenant.example');
  await client.users.delete(user.user_id);
});

test('calls every method', () => {
  const called = new Set(['events.subscribe', ...scenarios.flatMap((each) => [...each.called])]);
  const uncalled = [...known].filter((name) => !called.has(name));
  assert.deepEqual(uncalled.sort(), json('uncalled.json').sort());
});
