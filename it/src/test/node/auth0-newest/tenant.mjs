// The tenant under test, from its credentials.json, and what the tests share.
import { readFileSync } from 'node:fs';
import { ManagementClient } from 'auth0';

export const credentials = JSON.parse(readFileSync(process.env.GATEHOUSE_CREDENTIALS, 'utf8'));
export const DATABASE = 'Username-Password-Authentication';
export const PASSWORD = 'Tulip-1815-Harbour';

/** A client with these options beside the domain; by default with the tenant's first client. */
export function connect(options = { clientId: credentials.client_id, clientSecret: credentials.client_secret }) {
  return new ManagementClient({ domain: credentials.domain, ...options });
}

export const client = connect();

/** Every item of a list, from the first page to the last. */
export async function all(list) {
  const items = [];
  for await (const item of await list) {
    items.push(item);
  }
  return items;
}

/** For assert.rejects: a refusal with that status. */
export function refusal(statusCode) {
  return (error) => error.statusCode === statusCode;
}
