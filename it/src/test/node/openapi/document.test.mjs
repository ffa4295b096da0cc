import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';

const { base_url } = JSON.parse(readFileSync(process.env.GATEHOUSE_CREDENTIALS, 'utf8'));

async function validate(change) {
  const document = await (await fetch(`${base_url}/api/v2/openapi.json`)).json();
  change(document);
  const validator = new Validator();
  return { ...(await validator.validate(document)), version: validator.version };
}

test('the published document is OpenAPI 3.1', async () => {
  assert.deepEqual(await validate(() => {}), { valid: true, version: '3.1' });
});

test('which a document with a mistake would not be', async () => {
  const { valid } = await validate((document) => delete document.info.title);
  assert.equal(valid, false);
});
