import assert from 'node:assert/strict';
import { test } from 'node:test';
import { all, client, DATABASE, PASSWORD, refusal } from './tenant.mjs';

const api = 'https://users.auth0-newest.example';

function createUser(email, more = {}) {
  return client.users.create({ connection: DATABASE, email, password: PASSWORD, ...more });
}

test('a user from creation to deletion', async () => {
  const created = await createUser('Ada@Newest.example', {
    user_metadata: { plan: 'gold' },
    app_metadata: { seats: 3 },
  });
  const id = created.user_id;
  assert.match(id, /^auth0\|[0-9a-f]{24}$/);
  assert.equal(created.email, 'ada@newest.example');
  assert.equal(created.name, 'ada@newest.example');
  assert.deepEqual(created.identities, [
    { connection: DATABASE, user_id: id.slice('auth0|'.length), provider: 'auth0', isSocial: false },
  ]);
  assert.deepEqual(await client.users.get(id), created);

  const changed = await client.users.update(id, { name: 'Ada Lovelace', user_metadata: { town: 'London' } });
  assert.equal(changed.name, 'Ada Lovelace');
  assert.deepEqual(changed.user_metadata, { plan: 'gold', town: 'London' });
  assert.deepEqual(changed.app_metadata, { seats: 3 });
  assert.deepEqual(await client.users.listUsersByEmail({ email: 'ADA@newest.example' }), [changed]);
  assert.deepEqual(await client.users.get(id, { fields: 'email' }), { email: 'ada@newest.example' });

  await client.users.delete(id);
  await assert.rejects(client.users.get(id), (error) => {
    assert.deepEqual(error.body, {
      statusCode: 404,
      error: 'Not Found',
      message: 'The user does not exist.',
      errorCode: 'inexistent_user',
    });
    return true;
  });
  assert.deepEqual(await client.users.listUsersByEmail({ email: 'ada@newest.example' }), []);
});

test('a second user with the same address', async () => {
  await createUser('twice@newest.example');
  await assert.rejects(createUser('twice@newest.example'), refusal(409));
});

test('searches page by page', async () => {
  const emails = [0, 1, 2, 3, 4, 5, 6].map((i) => `guest${i}@pages.newest.example`);
  for (const email of emails) {
    await createUser(email);
  }
  const search = { search_engine: 'v3', q: 'email:*@pages.newest.example', sort: 'email:1', per_page: 3 };
  const first = await client.users.list(search);
  assert.deepEqual(first.data.map((user) => user.email), emails.slice(0, 3));
  assert.equal(first.response.total, 7);
  assert.deepEqual((await all(first)).map((user) => user.email), emails);
});

test('links two users and takes them apart', async () => {
  const first = await createUser('first@link.newest.example');
  const second = await createUser('second@link.newest.example');
  const identity = second.user_id.slice('auth0|'.length);
  const linked = await client.users.identities.link(first.user_id, { provider: 'auth0', user_id: identity });
  assert.deepEqual(linked.map((each) => each.user_id).slice(1), [identity]);
  const left = await client.users.identities.delete(first.user_id, 'auth0', identity);
  assert.equal(left.length, 1);
  assert.equal((await client.users.get(second.user_id)).email, 'second@link.newest.example');
});

test('an API, a role, its permissions and its members', async () => {
  const server = await client.resourceServers.create({
    identifier: api,
    name: 'Library',
    scopes: [
      { value: 'read:books', description: 'Read books' },
      { value: 'lend:books', description: 'Lend books' },
    ],
  });
  assert.deepEqual(await client.resourceServers.get(server.id), server);
  assert.ok((await all(client.resourceServers.list({ per_page: 1 }))).some((each) => each.identifier === api));
  const longer = await client.resourceServers.update(server.id, { token_lifetime: 600 });
  assert.equal(longer.token_lifetime, 600);

  const role = await client.roles.create({ name: 'Librarian of newest', description: 'Lends books' });
  assert.deepEqual(await client.roles.get(role.id), role);
  assert.deepEqual(await all(client.roles.list({ name_filter: 'librarian of newest' })), [role]);
  const renamed = await client.roles.update(role.id, { name: 'Head librarian of newest' });
  assert.deepEqual(renamed, { ...role, name: 'Head librarian of newest' });

  const permissions = (...names) => ({
    permissions: names.map((name) => ({ resource_server_identifier: api, permission_name: name })),
  });
  await client.roles.permissions.add(role.id, permissions('read:books', 'lend:books'));
  await client.roles.permissions.delete(role.id, permissions('read:books'));
  assert.deepEqual(await all(client.roles.permissions.list(role.id)), [
    {
      permission_name: 'lend:books',
      description: 'Lend books',
      resource_server_name: 'Library',
      resource_server_identifier: api,
    },
  ]);

  const { user_id } = await createUser('member@newest.example');
  await client.roles.users.assign(role.id, { users: [user_id] });
  assert.deepEqual((await all(client.roles.users.list(role.id))).map((each) => each.user_id), [user_id]);
  assert.deepEqual(await all(client.users.roles.list(user_id)), [renamed]);
  await client.users.permissions.create(user_id, permissions('read:books'));
  assert.deepEqual(
    (await all(client.users.permissions.list(user_id))).map((each) => each.permission_name).sort(),
    ['lend:books', 'read:books'],
  );
  await client.users.permissions.delete(user_id, permissions('read:books'));
  await client.users.roles.delete(user_id, { roles: [role.id] });
  assert.deepEqual(await all(client.users.permissions.list(user_id)), []);

  await client.roles.delete(role.id);
  await assert.rejects(client.roles.get(role.id), refusal(404));
  await client.resourceServers.delete(server.id);
  await assert.rejects(client.resourceServers.get(server.id), refusal(404));
});
