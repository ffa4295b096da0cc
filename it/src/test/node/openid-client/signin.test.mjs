import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as client from 'openid-client';
import { Browser, credentials, manage } from './tenant.mjs';

const callback = 'https://app.example/callback';
const password = 'Correct-Horse-7';
let application;
let userId;

before(async () => {
  application = await manage('POST', '/clients', {
    name: 'Bookshop',
    app_type: 'regular_web',
    callbacks: [callback],
    allowed_logout_urls: ['https://app.example/bye'],
    grant_types: ['authorization_code', 'refresh_token'],
    oidc_conformant: true,
    refresh_token: { rotation_type: 'rotating', expiration_type: 'expiring', leeway: 0 },
  });
  await manage('POST', '/connections', {
    name: 'openid-readers',
    strategy: 'auth0',
    enabled_clients: [application.client_id],
  });
  const user = await manage('POST', '/users', { connection: 'openid-readers', email: 'ada@openid.example', password });
  userId = user.user_id;
  await manage('POST', '/resource-servers', {
    identifier: 'urn:openid-orders',
    allow_offline_access: true,
    scopes: [{ value: 'read:orders' }],
    skip_consent_for_verifiable_first_party_clients: true,
  });
});

const discover = (authentication) =>
  client.discovery(new URL(credentials.base_url + '/'), application.client_id, undefined, authentication);

/** Signs in, and exchanges the code, which openid-client verifies on its way: state, issuer, nonce, PKCE, signature, hashes. */
async function signIn(config, browser, parameters = {}) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const expectedState = client.randomState();
  const expectedNonce = client.randomNonce();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: 'openid profile email offline_access read:orders',
    audience: 'urn:openid-orders',
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
    ...parameters,
  });
  const sent =
    parameters.prompt === 'none'
      ? await browser.open(url)
      : await browser.submit(url, { username: 'ada@openid.example', password });
  assert.equal(sent.status, 302, sent.body);
  const maxAge = parameters.max_age === undefined ? undefined : Number(parameters.max_age);
  return client.authorizationCodeGrant(config, new URL(sent.location), {
    pkceCodeVerifier,
    expectedState,
    expectedNonce,
    maxAge,
    idTokenExpected: true,
  });
}

for (const [name, method] of Object.entries({ ClientSecretBasic: client.ClientSecretBasic, ClientSecretPost: client.ClientSecretPost })) {
  test(`signs in with ${name}`, async () => {
    const config = await discover(method(application.client_secret));
    const tokens = await signIn(config, new Browser(), { max_age: '100' });
    assert.equal(tokens.claims().sub, userId);
    assert.equal(tokens.claims().email, 'ada@openid.example');
    const user = await client.fetchUserInfo(config, tokens.access_token, userId);
    assert.equal(user.email, 'ada@openid.example');
    assert.match(tokens.scope, /read:orders/);
  });
}

test('stays signed in, and signs out', async () => {
  const config = await discover(client.ClientSecretPost(application.client_secret));
  const browser = new Browser();
  const first = await signIn(config, browser);
  const silent = await signIn(config, browser, { prompt: 'none' });
  assert.equal(silent.claims().sid, first.claims().sid);
  const end = client.buildEndSessionUrl(config, {
    id_token_hint: silent.id_token,
    post_logout_redirect_uri: 'https://app.example/bye',
    state: 'x',
  });
  assert.equal((await browser.open(end)).location, 'https://app.example/bye?state=x');
  await assert.rejects(signIn(config, browser, { prompt: 'none' }), { error: 'login_required' });
});

test('a refresh token rotates, and its second use ends the family', async () => {
  const config = await discover(client.ClientSecretPost(application.client_secret));
  const first = await signIn(config, new Browser());
  const second = await client.refreshTokenGrant(config, first.refresh_token);
  assert.notEqual(second.refresh_token, first.refresh_token);
  assert.equal(second.claims().sub, userId);
  const refused = { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' };
  await assert.rejects(client.refreshTokenGrant(config, first.refresh_token), refused);
  await assert.rejects(client.refreshTokenGrant(config, second.refresh_token), refused);
  const logs = await manage('GET', '/logs?q=type:ferrt');
  assert.ok(logs.some((event) => event.user_id === userId));
});

test('a revoked refresh token is of no use', async () => {
  const config = await discover(client.ClientSecretPost(application.client_secret));
  const tokens = await signIn(config, new Browser());
  await client.tokenRevocation(config, tokens.refresh_token);
  await assert.rejects(client.refreshTokenGrant(config, tokens.refresh_token), { error: 'invalid_grant' });
});
