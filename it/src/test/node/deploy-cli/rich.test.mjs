import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tenant } from './deploy.mjs';

test('a second import of a tenant with everything changes nothing', () => {
  const tenant = new Tenant('GATEHOUSE_RICH');
  const withIds = { AUTH0_EXPORT_IDENTIFIERS: 'true' };
  tenant.import('tenant.yaml');
  const once = tenant.export('once', withIds);
  for (const expected of EXPECTED) {
    assert.match(once['tenant.yaml'], expected);
  }
  assert.doesNotMatch(JSON.stringify(once), /-secret\b|the-key-of-greet|old-value/);
  tenant.import('tenant.yaml');
  assert.deepEqual(tenant.export('twice', withIds), once);
});

/** A trace of every kind of resource. */
const EXPECTED = [
  /name: Harbour Office/,
  /identifier: https:\/\/api\.harbour\.example\//,
  /name: Captain/,
  /name: Harbour-Legacy/,
  ...['google-oauth2', 'github', 'facebook', 'oidc', 'samlp', 'waad', 'okta', 'sms', 'email'].map(
    (strategy) => new RegExp(`strategy: ${strategy}\\b`),
  ),
  /name: Greet/,
  /action_name: Machine/,
  /display_name: North Harbour/,
  /name: smtp/,
  /template: verify_email/,
  /template: universal_login/,
  /displayName: Harbour/,
  /title: Come aboard/,
  /name: webauthn-roaming/,
  /max_attempts: 40/,
  /httpEndpoint: https:\/\/watch\.harbour\.example\/logs/,
  /name: Old rule/,
  /domain: login\.harbour\.example/,
  /name: To the ledger/,
  /description: Nobody from documentation/,
  /name: Ledger/,
  /name: Write it down/,
  /name: Crew list/,
  /introduction: Welcome aboard/,
  /label: Email/,
  /connection_name_prefix_template: partner-/,
  /subject_token_type: https:\/\/harbour\.example\/papers/,
  /consumer_selector: third_party_clients/,
  /remember_for: 60/,
  /akamai_enabled: true/,
  /default_from: '\+15550100'/,
  /type: otp_verify/,
];
