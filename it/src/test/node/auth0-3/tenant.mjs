// The tenant under test, from its credentials.json, and what the tests share.
import { readFileSync } from 'node:fs';
import auth0 from 'auth0';

export const credentials = JSON.parse(readFileSync(process.env.GATEHOUSE_CREDENTIALS, 'utf8'));
export const DATABASE = 'Username-Password-Authentication';
export const PASSWORD = 'Tulip-1815-Harbour';

/** A client with these options beside the domain; by default with the tenant's first client. */
export function connect(options = { clientId: credentials.client_id, clientSecret: credentials.client_secret }) {
  return new auth0.ManagementClient({ domain: credentials.domain, ...options });
}

export const client = connect();

/** What a refusal looks like to assert.rejects: its status and the message of the API. */
export function refusal(statusCode, message) {
  return { statusCode, message };
}
