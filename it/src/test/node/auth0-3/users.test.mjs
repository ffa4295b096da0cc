import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, DATABASE, PASSWORD, refusal } from './tenant.mjs';

const api = 'https://users.auth0-3.example';

function createUser(email, more = {}) {
  return client.users.create({ connection: DATABASE, email, password: PASSWORD, ...more });
}

test('a user from creation to deletion', async () => {
  const created = await createUser('Ada@Three.example', {
    user_metadata: { plan: 'gold' },
    app_metadata: { seats: 3 },
  });
  const id = created.user_id;
  assert.match(id, /^auth0\|[0-9a-f]{24}$/);
  assert.equal(created.email, 'ada@three.example');
  assert.equal(created.email_verified, false);
  assert.equal(created.name, 'ada@three.example');
  assert.equal(created.nickname, 'ada');
  assert.deepEqual(created.identities, [
    { connection: DATABASE, user_id: id.slice('auth0|'.length), provider: 'auth0', isSocial: false },
  ]);
  assert.deepEqual(await client.getUser({ id }), created);

  const changed = await client.updateUser({ id }, { name: 'Ada Lovelace' });
  assert.equal(changed.name, 'Ada Lovelace');
  await client.updateUserMetadata({ id }, { town: 'London' });
  await client.updateAppMetadata({ id }, { seats: 4 });
  const read = await client.users.get({ id });
  assert.deepEqual(read.user_metadata, { plan: 'gold', town: 'London' });
  assert.deepEqual(read.app_metadata, { seats: 4 });
  assert.deepEqual(await client.getUsersByEmail('ADA@three.example'), [read]);
  assert.deepEqual(await client.users.get({ id, fields: 'email' }), { email: 'ada@three.example' });

  await client.deleteUser({ id });
  await assert.rejects(client.getUser({ id }), refusal(404, 'The user does not exist.'));
  assert.deepEqual(await client.getUsersByEmail('ada@three.example'), []);
});

test('a second user with the same address', async () => {
  await createUser('twice@three.example');
  await assert.rejects(createUser('twice@three.example'), refusal(409, 'The user already exists.'));
});

test('searches page by page', async () => {
  for (let i = 0; i < 7; i++) {
    await createUser(`guest${i}@pages.three.example`);
  }
  const search = { search_engine: 'v3', q: 'email:*@pages.three.example', sort: 'email:1', per_page: 3 };
  const last = await client.getUsers({ ...search, page: 2, include_totals: true });
  assert.equal(last.total, 7);
  assert.equal(last.start, 6);
  assert.deepEqual(last.users.map((user) => user.email), ['guest6@pages.three.example']);
  const first = await client.getUsers(search);
  assert.deepEqual(
    first.map((user) => user.email),
    [0, 1, 2].map((i) => `guest${i}@pages.three.example`),
  );
});

test('links two users and takes them apart', async () => {
  const first = await createUser('first@link.three.example');
  const second = await createUser('second@link.three.example');
  const identity = second.user_id.slice('auth0|'.length);
  const linked = await client.linkUsers(first.user_id, { provider: 'auth0', user_id: identity });
  assert.deepEqual(linked.map((each) => each.user_id).slice(1), [identity]);
  await assert.rejects(client.getUser({ id: second.user_id }), refusal(404, 'The user does not exist.'));
  const left = await client.unlinkUsers({ id: first.user_id, provider: 'auth0', user_id: identity });
  assert.equal(left.length, 1);
  assert.equal((await client.getUser({ id: second.user_id })).email, 'second@link.three.example');
});

test('an API, a role, its permissions and its members', async () => {
  const server = await client.createResourceServer({
    identifier: api,
    name: 'Library',
    scopes: [
      { value: 'read:books', description: 'Read books' },
      { value: 'lend:books', description: 'Lend books' },
    ],
  });
  assert.deepEqual(await client.getResourceServer({ id: server.id }), server);
  assert.ok((await client.getResourceServers()).some((each) => each.identifier === api));
  const longer = await client.updateResourceServer({ id: server.id }, { token_lifetime: 600 });
  assert.equal(longer.token_lifetime, 600);

  const role = await client.createRole({ name: 'Librarian of three', description: 'Lends books' });
  const id = role.id;
  assert.deepEqual(await client.getRole({ id }), role);
  assert.deepEqual(await client.getRoles({ name_filter: 'librarian of three' }), [role]);
  const renamed = await client.updateRole({ id }, { name: 'Head librarian of three' });
  assert.deepEqual(renamed, { ...role, name: 'Head librarian of three' });

  const permissions = (...names) => ({
    permissions: names.map((name) => ({ resource_server_identifier: api, permission_name: name })),
  });
  await client.addPermissionsInRole({ id }, permissions('read:books', 'lend:books'));
  await client.removePermissionsFromRole({ id }, permissions('read:books'));
  assert.deepEqual(await client.getPermissionsInRole({ id }), [
    {
      permission_name: 'lend:books',
      description: 'Lend books',
      resource_server_name: 'Library',
      resource_server_identifier: api,
    },
  ]);

  const user = await createUser('member@three.example');
  await client.assignUsersToRole({ id }, { users: [user.user_id] });
  assert.deepEqual(
    (await client.getUsersInRole({ id })).map((each) => each.user_id),
    [user.user_id],
  );
  assert.deepEqual(await client.getUserRoles({ id: user.user_id }), [renamed]);
  await client.assignPermissionsToUser({ id: user.user_id }, permissions('read:books'));
  assert.deepEqual(
    (await client.getUserPermissions({ id: user.user_id })).map((each) => each.permission_name).sort(),
    ['lend:books', 'read:books'],
  );
  await client.removePermissionsFromUser({ id: user.user_id }, permissions('read:books'));
  await client.removeRolesFromUser({ id: user.user_id }, { roles: [id] });
  assert.deepEqual(await client.getUserPermissions({ id: user.user_id }), []);

  await client.deleteRole({ id });
  await assert.rejects(client.getRole({ id }), (error) => error.statusCode === 404);
  await client.deleteResourceServer({ id: server.id });
  await assert.rejects(client.getResourceServer({ id: server.id }), (error) => error.statusCode === 404);
});
