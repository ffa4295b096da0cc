import { readFileSync } from 'node:fs';

export const credentials = JSON.parse(readFileSync(process.env.GATEHOUSE_CREDENTIALS));

async function send(method, path, body, headers = {}) {
  const response = await fetch(credentials.base_url + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? undefined : response.json();
}

const { access_token: token } = await send('POST', '/oauth/token', {
  grant_type: 'client_credentials',
  client_id: credentials.client_id,
  client_secret: credentials.client_secret,
  audience: credentials.audience,
});

/** Calls the Management API. */
export const manage = (method, path, body) => send(method, '/api/v2' + path, body, { authorization: `Bearer ${token}` });

/** A browser without JavaScript: cookies, redirects within the tenant, and forms. */
export class Browser {
  #cookies = new Map();

  async open(url, form) {
    const response = await fetch(new URL(url, credentials.base_url), {
      method: form ? 'POST' : 'GET',
      body: form && new URLSearchParams(form),
      headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      redirect: 'manual',
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0].split(/=(.*)/s);
      cookie.includes('Max-Age=0') ? this.#cookies.delete(name) : this.#cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location?.startsWith('/')) return this.open(location);
    return { status: response.status, location, body: await response.text() };
  }

  /** Opens a page, and sends its form with these fields. */
  async submit(url, fields) {
    const page = await this.open(url);
    const action = /<form method="post" action="([^"]+)"/.exec(page.body)[1];
    const hidden = [...page.body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
    return this.open(action, { ...Object.fromEntries(hidden.map(([, name, value]) => [name, value])), ...fields });
  }
}
