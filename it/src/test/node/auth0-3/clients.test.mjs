import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { client, connect, credentials } from './tenant.mjs';

async function createGrantedClient(name) {
  const created = await client.createClient({
    name,
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'client_secret_post',
  });
  const grant = await client.createClientGrant({
    client_id: created.client_id,
    audience: credentials.audience,
    scope: ['read:roles'],
  });
  return { created, grant };
}

const secretOf = (created) => ({ clientId: created.client_id, clientSecret: created.client_secret });
const gone = (error) => error.statusCode === 404;

test('a client from creation to deletion', async () => {
  const created = await client.createClient({
    name: 'Catalogue',
    app_type: 'regular_web',
    callbacks: ['https://catalogue.example/callback'],
  });
  const client_id = created.client_id;
  assert.match(client_id, /^[0-9A-Za-z]{32}$/);
  assert.equal(created.client_secret.length, 64);
  assert.deepEqual(await client.getClient({ client_id }), created);
  const all = await client.getClients({ include_totals: true, per_page: 100, page: 0 });
  assert.equal(all.total, all.clients.length);
  assert.ok(all.clients.some((each) => each.client_id === client_id));
  const changed = await client.updateClient({ client_id }, { description: 'Finds books' });
  assert.deepEqual(changed, { ...created, description: 'Finds books' });
  await client.deleteClient({ client_id });
  await assert.rejects(client.getClient({ client_id }), gone);
});

test('a secret is of no use once it is rotated', async () => {
  const { created } = await createGrantedClient('Rotating');
  assert.ok(Array.isArray(await connect(secretOf(created)).getRoles()));
  const rotated = await client.clients.rotateClientSecret({ client_id: created.client_id });
  assert.notEqual(rotated.client_secret, created.client_secret);
  await assert.rejects(connect(secretOf(created)).getRoles(), (error) => error.statusCode === 401);
  assert.ok(Array.isArray(await connect(secretOf(rotated)).getRoles()));
});

test('a key instead of a secret', async () => {
  const { created } = await createGrantedClient('Keyed');
  const client_id = created.client_id;
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const credential = await client.clientCredentials.create(
    { client_id },
    { credential_type: 'public_key', name: 'first key', pem: keys.publicKey },
  );
  assert.equal(credential.name, 'first key');
  assert.deepEqual(await client.clientCredentials.get({ client_id, credential_id: credential.id }), credential);
  assert.deepEqual(await client.clientCredentials.getAll({ client_id }), [credential]);
  await client.updateClient(
    { client_id },
    {
      token_endpoint_auth_method: null,
      client_authentication_methods: { private_key_jwt: { credentials: [{ id: credential.id }] } },
    },
  );
  const keyed = connect({ clientId: client_id, clientAssertionSigningKey: keys.privateKey });
  assert.ok(Array.isArray(await keyed.getRoles()));
  await assert.rejects(connect(secretOf(created)).getRoles(), (error) => error.statusCode === 401);
});

test('a grant from creation to deletion', async () => {
  const { created, grant } = await createGrantedClient('Grantee');
  const query = { client_id: created.client_id };
  assert.match(grant.id, /^cgr_/);
  assert.deepEqual(await client.getClientGrants(query), [grant]);
  const changed = await client.updateClientGrant({ id: grant.id }, { scope: ['read:users'] });
  assert.deepEqual(changed.scope, ['read:users']);
  await client.deleteClientGrant({ id: grant.id });
  assert.deepEqual(await client.getClientGrants(query), []);
});

test('a connection from creation to deletion', async () => {
  const created = await client.createConnection({ name: 'readers-three', strategy: 'auth0' });
  const id = created.id;
  assert.match(id, /^con_/);
  assert.deepEqual(await client.getConnection({ id }), created);
  const listed = await client.getConnections({ name: 'readers-three' });
  assert.deepEqual(listed.map((each) => each.id), [id]);
  const options = { ...created.options, requires_username: true };
  const changed = await client.updateConnection({ id }, { options });
  assert.equal(changed.options.requires_username, true);
  await client.deleteConnection({ id });
  await assert.rejects(client.getConnection({ id }), gone);
});

test("the tenant's settings", async () => {
  const changed = await client.updateTenantSettings({ friendly_name: 'The Library', session_lifetime: 24 });
  assert.equal(changed.friendly_name, 'The Library');
  const read = await client.getTenantSettings();
  assert.equal(read.friendly_name, 'The Library');
  assert.equal(read.session_lifetime, 24);
  assert.deepEqual(await client.getTenantSettings({ fields: 'friendly_name' }), { friendly_name: 'The Library' });
});
