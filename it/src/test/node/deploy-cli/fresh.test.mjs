import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tenant } from './deploy.mjs';

test('a fresh tenant comes out of an empty one as it went in', () => {
  const exported = new Tenant('GATEHOUSE_FRESH').export('fresh');
  const empty = new Tenant('GATEHOUSE_EMPTY');
  empty.import('fresh/tenant.yaml');
  assert.deepEqual(empty.export('again'), exported);
});
