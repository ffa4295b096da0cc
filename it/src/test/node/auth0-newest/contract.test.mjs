// Whatever the newest auth0 can send is let in: its types against the document that the server publishes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credentials } from './tenant.mjs';
import { membersOf, operations } from './shapes.mjs';
import { differences } from './differences.mjs';

// Operations that are newer than the contract. It may only shrink.
const UNDESCRIBED = [
  'DELETE /agents/{}',
  'DELETE /connections/{}/directory-provisioning/synchronized-groups',
  'DELETE /groups/{}/roles',
  'DELETE /keys/network-acls/{}',
  'DELETE /organizations/{}/clients',
  'DELETE /organizations/{}/groups/{}/roles',
  'DELETE /organizations/{}/organization-templates/{}',
  'DELETE /roles/{}/groups',
  'GET /agents',
  'GET /agents/{}',
  'GET /attack-protection/phone-provider-protection',
  'GET /groups/{}/roles',
  'GET /guardian/factors/email/settings',
  'GET /guardian/factors/phone/settings',
  'GET /guardian/settings',
  'GET /keys/network-acls',
  'GET /keys/network-acls/{}',
  'GET /organizations/search',
  'GET /organizations/{}/clients',
  'GET /organizations/{}/clients/{}',
  'GET /organizations/{}/groups',
  'GET /organizations/{}/groups/{}/roles',
  'GET /organizations/{}/members/{}/effective-roles',
  'GET /organizations/{}/members/{}/effective-roles/sources/groups',
  'GET /organizations/{}/organization-templates',
  'GET /organizations/{}/roles/{}/groups',
  'GET /organizations/{}/roles/{}/members',
  'GET /resource-servers/search',
  'GET /roles/{}/groups',
  'GET /users/{}/effective-permissions',
  'GET /users/{}/effective-permissions/sources/effective-roles',
  'GET /users/{}/effective-roles',
  'GET /users/{}/effective-roles/sources/groups',
  'PATCH /agents/{}',
  'PATCH /attack-protection/phone-provider-protection',
  'PATCH /organizations/{}/clients/{}',
  'POST /agents',
  'POST /connections/{}/directory-provisioning/synchronized-groups',
  'POST /experimentation/experiments/{}/advance-ramp',
  'POST /groups/{}/roles',
  'POST /keys/network-acls',
  'POST /organizations/{}/clients',
  'POST /organizations/{}/groups/{}/roles',
  'POST /roles/{}/groups',
  'PUT /guardian/factors/email/settings',
  'PUT /guardian/factors/phone/settings',
  'PUT /guardian/settings',
  'PUT /organizations/{}/organization-templates/{}',
];

const response = await fetch(`https://${credentials.domain}/api/v2/openapi.json`);
const document = await response.json();
const { all, types } = operations();

test('finds what auth0 sends', () => {
  assert.ok(all.length > 300, `${all.length} operations`);
  assert.ok(all.filter(({ body }) => body.size > 0).length > 100);
});

test('every operation, parameter and member of auth0 is described', () => {
  assert.deepEqual(differences(document, all, (type) => membersOf(type, types)), UNDESCRIBED);
});
