import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { all, client, connect, credentials, refusal } from './tenant.mjs';

async function createGrantedClient(name) {
  const created = await client.clients.create({
    name,
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'client_secret_post',
  });
  const grant = await client.clientGrants.create({
    client_id: created.client_id,
    audience: credentials.audience,
    scope: ['read:roles'],
  });
  return { created, grant };
}

const secretOf = (created) => ({ clientId: created.client_id, clientSecret: created.client_secret });

test('a client from creation to deletion', async () => {
  const created = await client.clients.create({
    name: 'Catalogue',
    app_type: 'regular_web',
    callbacks: ['https://catalogue.example/callback'],
  });
  const id = created.client_id;
  assert.equal(created.client_secret.length, 64);
  assert.deepEqual(await client.clients.get(id), created);
  assert.ok((await all(client.clients.list({ per_page: 2 }))).some((each) => each.client_id === id));
  const changed = await client.clients.update(id, { description: 'Finds books' });
  assert.deepEqual(changed, { ...created, description: 'Finds books' });
  await client.clients.delete(id);
  await assert.rejects(client.clients.get(id), refusal(404));
});

test('a secret is of no use once it is rotated', async () => {
  const { created } = await createGrantedClient('Rotating');
  assert.ok(Array.isArray(await all(connect(secretOf(created)).roles.list())));
  const rotated = await client.clients.rotateSecret(created.client_id);
  assert.notEqual(rotated.client_secret, created.client_secret);
  await assert.rejects(connect(secretOf(created)).roles.list(), refusal(401));
  assert.ok(Array.isArray(await all(connect(secretOf(rotated)).roles.list())));
});

test('a key instead of a secret', async () => {
  const { created } = await createGrantedClient('Keyed');
  const id = created.client_id;
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const credential = await client.clients.credentials.create(id, {
    credential_type: 'public_key',
    name: 'first key',
    pem: keys.publicKey,
  });
  assert.deepEqual(await client.clients.credentials.get(id, credential.id), credential);
  assert.deepEqual(await client.clients.credentials.list(id), [credential]);
  await client.clients.update(id, {
    token_endpoint_auth_method: null,
    client_authentication_methods: { private_key_jwt: { credentials: [{ id: credential.id }] } },
  });
  const keyed = connect({ clientId: id, clientAssertionSigningKey: keys.privateKey });
  assert.ok(Array.isArray(await all(keyed.roles.list())));
  await assert.rejects(connect(secretOf(created)).roles.list(), refusal(401));
});

test('a grant from creation to deletion', async () => {
  const { created, grant } = await createGrantedClient('Grantee');
  const query = { client_id: created.client_id };
  assert.deepEqual(await client.clientGrants.get(grant.id), grant);
  assert.deepEqual(await all(client.clientGrants.list(query)), [grant]);
  const changed = await client.clientGrants.update(grant.id, { scope: ['read:users'] });
  assert.deepEqual(changed.scope, ['read:users']);
  await client.clientGrants.delete(grant.id);
  assert.deepEqual(await all(client.clientGrants.list(query)), []);
});

test('a connection from creation to deletion', async () => {
  const created = await client.connections.create({ name: 'readers-newest', strategy: 'auth0' });
  const id = created.id;
  assert.deepEqual(await client.connections.get(id), created);
  const listed = await all(client.connections.list({ name: 'readers-newest' }));
  assert.deepEqual(listed.map((each) => each.id), [id]);
  const changed = await client.connections.update(id, { display_name: 'Readers' });
  assert.equal(changed.display_name, 'Readers');
  const { created: reader } = await createGrantedClient('Reader');
  await client.connections.clients.update(id, [{ client_id: reader.client_id, status: true }]);
  assert.deepEqual(await all(client.connections.clients.get(id)), [{ client_id: reader.client_id }]);
  await client.connections.delete(id);
  await assert.rejects(client.connections.get(id), refusal(404));
});

test("the tenant's settings", async () => {
  const changed = await client.tenants.settings.update({ friendly_name: 'The Library', session_lifetime: 24 });
  assert.equal(changed.friendly_name, 'The Library');
  const read = await client.tenants.settings.get();
  assert.equal(read.friendly_name, 'The Library');
  assert.equal(read.session_lifetime, 24);
  assert.deepEqual(await client.tenants.settings.get({ fields: 'friendly_name' }), { friendly_name: 'The Library' });
});
