// Runs the handler of an action with its event and the API object of its trigger. What the handler asks of that object is
// kept as commands, in their order: the host carries them out once all actions of the trigger are done. The objects are made
// with the image of the sandbox, which is there anew for each run: no run pays for them, and none sees what another did.
(() => {
  const { host, adapters, clone } = gatehouse;
  const commands = [];
  let event;
  const METADATA = ['user.setAppMetadata', 'user.setUserMetadata'];
  const AUTHENTICATION = ['challengeWith', 'challengeWithAny', 'enrollWith', 'enrollWithAny'].map((name) => `authentication.${name}`);
  const lifetimes = (of) => ['revoke', 'setExpiresAt', 'setIdleExpiresAt', 'setMetadata', 'deleteMetadata', 'evictMetadata']
    .map((name) => `${of}.${name}`);
  const SAML = ['Attribute', 'Audience', 'AuthnContextClassRef', 'Cert', 'CreateUpnClaim', 'Destination', 'DigestAlgorithm',
    'EncryptionCert', 'EncryptionPublicKey', 'IncludeAttributeNameFormat', 'Issuer', 'Key', 'LifetimeInSeconds', 'MapIdentities',
    'MapUnknownClaimsAsIs', 'NameIdentifierFormat', 'NameIdentifierProbes', 'PassthroughClaimsWithNoMapping', 'Recipient',
    'RelayState', 'SignResponse', 'SignatureAlgorithm', 'TypedAttributes'].map((name) => `samlResponse.set${name}`);

  const TRIGGERS = {
    'post-login': {
      handler: 'onExecutePostLogin',
      commands: ['access.deny', 'accessToken.setCustomClaim', 'accessToken.addScope', 'accessToken.removeScope',
        'idToken.setCustomClaim', ...AUTHENTICATION, 'authentication.recordMethod', 'authentication.setPrimaryUser',
        'multifactor.enable', 'prompt.render', 'redirect.sendUserTo', ...METADATA, ...lifetimes('refreshToken'),
        ...lifetimes('session'), 'session.setCookieMode', 'transaction.setMetadata', 'validation.error', ...SAML],
    },
    'credentials-exchange': {
      handler: 'onExecuteCredentialsExchange',
      commands: ['access.deny', 'accessToken.setCustomClaim', 'transaction.addTargetScopes', 'transaction.removeTargetScopes',
        'transaction.setTargetScopes', 'transaction.clearTargetScopes', 'transaction.setMetadata'],
    },
    'pre-user-registration': {
      handler: 'onExecutePreUserRegistration',
      commands: ['access.deny', ...METADATA, 'transaction.setMetadata', 'validation.error'],
    },
    'post-user-registration': { handler: 'onExecutePostUserRegistration', commands: [] },
    'post-change-password': { handler: 'onExecutePostChangePassword', commands: [] },
    'send-phone-message': { handler: 'onExecuteSendPhoneMessage', commands: [] },
    'password-reset-post-challenge': {
      handler: 'onExecutePostChallenge',
      commands: ['access.deny', ...AUTHENTICATION, 'redirect.sendUserTo', 'transaction.setMetadata'],
    },
    'custom-email-provider': { handler: 'onExecuteCustomEmailProvider', commands: ['notification.drop', 'notification.retry'] },
    'custom-phone-provider': { handler: 'onExecuteCustomPhoneProvider', commands: ['notification.drop', 'notification.retry'] },
    'custom-token-exchange': {
      handler: 'onExecuteCustomTokenExchange',
      commands: ['access.deny', 'access.rejectInvalidSubjectToken', 'authentication.setUserById',
        'authentication.setUserByConnection', 'authentication.setOrganization', 'authentication.setActor', ...METADATA,
        'transaction.setMetadata'],
    },
    'event-stream': { handler: 'onExecuteEventStream', commands: [] },
    'password-hash-migration': { handler: 'onExecutePasswordHashMigration', commands: [] },
    'mcp-tool': { handler: 'onExecuteMcpTool', commands: [] },
    'login-post-identifier': { handler: 'onExecuteLoginPostIdentifier', commands: ['access.deny', 'prompt.render'] },
    'signup-post-identifier': { handler: 'onExecuteSignupPostIdentifier', commands: ['access.deny', 'prompt.render'] },
  };

  const put = (target, path, value) => {
    const [group, name] = path.split('.');
    (target[group] ??= {})[name] = value;
  };

  const newCache = () => {
    const entries = new Map();
    return {
      get: (key) => entries.get(String(key)),
      set: (key, value, { ttl = 15 * 60 * 1000, expires_at: expiresAt } = {}) => {
        entries.set(String(key), { value, expires_at: expiresAt ?? Date.now() + ttl });
        commands.push({ name: 'cache.set', arguments: clone([key, value, { expires_at: entries.get(String(key)).expires_at }]) });
        return { type: 'success' };
      },
      delete: (key) => {
        commands.push({ name: 'cache.delete', arguments: clone([key]) });
        return entries.delete(String(key)) ? { type: 'success' } : { type: 'error', code: 'ItemNotFound' };
      },
    };
  };

  const signed = (secret, text) => host('digest', {
    algorithm: 'sha256', key: Buffer.from(secret).toString('base64'), data: Buffer.from(text).toString('base64'),
  }).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
  const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const decoded = (text) => JSON.parse(Buffer.from(text, 'base64url').toString());

  /** Tokens for the page that a login is redirected to, and back: JWTs with HS256. */
  const REDIRECT = {
    canRedirect: () => !/^oauth2-(password|refresh-token|resource-owner.*)$/.test(event.transaction?.protocol ?? ''),
    encodeToken: ({ secret, payload = {}, expiresInSeconds = 900 }) => {
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: event.request?.hostname ?? event.tenant.id, sub: event.user?.user_id, ip: event.request?.ip, iat: now };
      const token = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded({ ...payload, ...claims, exp: now + expiresInSeconds })}`;
      return `${token}.${signed(secret, token)}`;
    },
    validateToken: ({ secret, tokenParameterName = 'session_token' }) => {
      const token = event.request?.query?.[tokenParameterName] ?? event.request?.body?.[tokenParameterName];
      const [header, body, signature] = String(token).split('.');
      if (signature === undefined || signed(secret, `${header}.${body}`) !== signature || decoded(header).alg !== 'HS256') {
        throw new Error('The session token is invalid');
      }
      const claims = decoded(body);
      if (claims.exp !== undefined && claims.exp * 1000 < Date.now()) throw new Error('The session token has expired');
      if (claims.sub !== event.user?.user_id) throw new Error('The session token is for another user');
      if (claims.state !== event.request?.query?.state) throw new Error('The state of the session token is another one');
      return claims;
    },
  };

  /** The object for a trigger; every method that is kept as a command returns it, so that calls can be chained. */
  const newApi = (trigger) => {
    const api = { cache: newCache() };
    for (const path of TRIGGERS[trigger].commands) {
      put(api, path, (...values) => {
        commands.push({ name: path, arguments: clone(values) });
        return api;
      });
    }
    if (api.redirect) Object.assign(api.redirect, REDIRECT);
    if (trigger === 'post-login') api.rules = { wasExecuted: () => false };
    return api;
  };

  for (const trigger of Object.keys(TRIGGERS)) TRIGGERS[trigger].api = newApi(trigger);

  /** An event always says whose it is; one that does not is of no tenant. */
  const tenantOf = ({ tenant }) => tenant.id;

  adapters.action = async ({ trigger, event: given, secrets }, exported) => {
    event = given;
    tenantOf(event);
    event.secrets = secrets;
    const { handler, api } = TRIGGERS[trigger];
    // The first version of each trigger had its handler exported by itself.
    const handle = exported[handler] ?? exported;
    if (typeof handle !== 'function') throw new TypeError(`The action does not export a function ${handler}`);
    await handle(event, api);
    return { commands };
  };
})();
