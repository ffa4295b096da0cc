// Where an OpenAPI document lacks what a client sends.
const MAX_DEPTH = 6;

class Document {
  constructor(tree) {
    this.tree = tree;
    this.items = new Map(Object.entries(tree.paths).map(([path, item]) => [path.replace(/\{[^}]+\}/g, '{}'), item]));
  }

  resolve(schema = {}) {
    return schema.$ref ? this.resolve(this.tree.components.schemas[schema.$ref.split('/').at(-1)]) : schema;
  }

  members(schema, into = {}) {
    const whole = this.resolve(schema);
    for (const part of [...(whole.oneOf ?? []), ...(whole.anyOf ?? []), ...(whole.allOf ?? [])]) this.members(part, into);
    return Object.assign(into, whole.properties);
  }
}

/** What is missing, as texts. A member is missing only where its object is closed. */
export function differences(tree, operations, membersOf) {
  const document = new Document(tree);
  const missing = [];
  const compare = (place, schema, members, depth) => {
    const known = document.members(schema);
    const closed = document.resolve(schema).additionalProperties === false;
    for (const [name, type] of members) {
      if (!(name in known)) {
        if (closed) missing.push(`${place}.${name}`);
      } else if (depth < MAX_DEPTH) {
        const member = document.resolve(known[name]);
        compare(`${place}.${name}`, member.type === 'array' ? member.items : member, membersOf(type), depth + 1);
      }
    }
  };
  for (const { method, path, query, body } of operations) {
    const operation = document.items.get(path)?.[method?.toLowerCase()];
    if (!operation) {
      missing.push(`${method} ${path}`);
      continue;
    }
    const parameters = new Set(operation.parameters.filter((each) => each.in === 'query').map((each) => each.name));
    for (const name of query) {
      if (!parameters.has(name)) missing.push(`${method} ${path} ?${name}`);
    }
    const content = operation.requestBody?.content ?? {};
    const schema = (content['application/json'] ?? content['multipart/form-data'])?.schema;
    if (schema) compare(`${method} ${path}`, schema, body, 0);
    else if (body.size > 0) missing.push(`${method} ${path} body`);
  }
  return missing.sort();
}
