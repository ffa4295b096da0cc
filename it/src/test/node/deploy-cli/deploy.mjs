// Runs Auth0's deploy CLI against a server under test.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

const CLI = join('node_modules', 'auth0-deploy-cli', 'lib', 'index.js');

/** The server whose credentials.json an environment variable names. */
export class Tenant {
  constructor(variable) {
    this.data = process.env[variable];
    const credentials = JSON.parse(readFileSync(join(this.data, 'credentials.json'), 'utf8'));
    this.env = {
      ...process.env,
      NODE_EXTRA_CA_CERTS: join(this.data, 'ca.pem'),
      AUTH0_DOMAIN: credentials.domain,
      AUTH0_CLIENT_ID: credentials.client_id,
      AUTH0_CLIENT_SECRET: credentials.client_secret,
      AUTH0_ALLOW_DELETE: 'true',
    };
  }

  export(folder, env = {}) {
    rmSync(folder, { recursive: true, force: true });
    this.run(env, 'export', '--format', 'yaml', '--output_folder', folder);
    return files(folder);
  }

  import(file) {
    return this.run({}, 'import', '--input_file', file);
  }

  // It compiles its schemas with the event loop blocked: on a busy machine for longer than the server keeps an idle
  // connection, whose end it then takes for a failure, before it has changed anything.
  run(env, ...args) {
    for (let attempt = 1; ; attempt++) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
        env: { ...this.env, ...env },
        encoding: 'utf8',
      });
      const output = stdout + stderr;
      if (status === 0) {
        return output;
      }
      if (attempt === 8 || !/stage validate[^]*fetch failed/.test(output)) {
        throw new Error(`${args.join(' ')}:\n${output}`);
      }
    }
  }
}

/** The content of every file below a folder, by its path. */
function files(folder) {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path, 'utf8')])
      .sort(),
  );
}
