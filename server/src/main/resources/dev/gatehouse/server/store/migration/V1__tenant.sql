-- Every key leads with the tenant. The database's own words stand in placeholders: clustered keeps a table in the order of its
-- primary key, text is text compared byte by byte, which gives the same order and the same ranges everywhere.

CREATE TABLE tenant (
  id ${text} NOT NULL,
  domain ${text} NOT NULL UNIQUE,
  PRIMARY KEY (id)
);

-- Configuration: clients, connections, roles, …: thousands of rows.
CREATE TABLE document (
  tenant ${text} NOT NULL,
  kind ${text} NOT NULL,
  id ${text} NOT NULL,
  sequence BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (tenant, kind, id)
);
CREATE INDEX document_order ON document (tenant, kind, sequence, id);

-- Values by which documents are found. A unique value has an empty slot; one that many may share has the document's id there.
CREATE TABLE document_key (
  tenant ${text} NOT NULL,
  kind ${text} NOT NULL,
  name ${text} NOT NULL,
  value ${text} NOT NULL,
  slot ${text} NOT NULL,
  id ${text} NOT NULL,
  PRIMARY KEY (tenant, kind, name, value, slot)
) ${clustered};
CREATE INDEX document_key_owner ON document_key (tenant, kind, id);

CREATE TABLE users (
  tenant ${text} NOT NULL,
  user_id ${text} NOT NULL,
  sequence BIGINT NOT NULL,
  email ${text},
  body TEXT NOT NULL,
  PRIMARY KEY (tenant, user_id)
);
CREATE INDEX users_order ON users (tenant, sequence, user_id);
CREATE INDEX users_email ON users (tenant, email);

-- Who a user is at each provider; the first one's provider and id make the user's own user_id.
CREATE TABLE user_identity (
  tenant ${text} NOT NULL,
  provider ${text} NOT NULL,
  id ${text} NOT NULL,
  connection ${text} NOT NULL,
  user_id ${text} NOT NULL,
  PRIMARY KEY (tenant, provider, id)
) ${clustered};
CREATE INDEX user_identity_user ON user_identity (tenant, user_id);
CREATE INDEX user_identity_connection ON user_identity (tenant, connection, provider, id);

-- What a user signs in with on a connection: email, username or phone number, in lower case.
CREATE TABLE user_identifier (
  tenant ${text} NOT NULL,
  connection ${text} NOT NULL,
  name ${text} NOT NULL,
  value ${text} NOT NULL,
  provider ${text} NOT NULL,
  id ${text} NOT NULL,
  PRIMARY KEY (tenant, connection, name, value)
) ${clustered};
CREATE INDEX user_identifier_identity ON user_identifier (tenant, provider, id);

-- The password hash of a database identity, and the earlier ones its connection's history asks for, newest first.
CREATE TABLE user_password (
  tenant ${text} NOT NULL,
  provider ${text} NOT NULL,
  id ${text} NOT NULL,
  hash TEXT NOT NULL,
  history TEXT NOT NULL,
  PRIMARY KEY (tenant, provider, id)
) ${clustered};

CREATE TABLE user_role (
  tenant ${text} NOT NULL,
  user_id ${text} NOT NULL,
  role_id ${text} NOT NULL,
  sequence BIGINT NOT NULL,
  PRIMARY KEY (tenant, user_id, role_id)
) ${clustered};
CREATE INDEX user_role_members ON user_role (tenant, role_id, sequence, user_id);

CREATE TABLE role_permission (
  tenant ${text} NOT NULL,
  role_id ${text} NOT NULL,
  resource_server ${text} NOT NULL,
  permission ${text} NOT NULL,
  PRIMARY KEY (tenant, role_id, resource_server, permission)
) ${clustered};
CREATE INDEX role_permission_resource ON role_permission (tenant, resource_server, permission);

CREATE TABLE user_permission (
  tenant ${text} NOT NULL,
  user_id ${text} NOT NULL,
  resource_server ${text} NOT NULL,
  permission ${text} NOT NULL,
  PRIMARY KEY (tenant, user_id, resource_server, permission)
) ${clustered};
CREATE INDEX user_permission_resource ON user_permission (tenant, resource_server, permission);

-- What a search finds users by: each scalar of the profile, in lower case.
CREATE TABLE user_term (
  tenant ${text} NOT NULL,
  field ${text} NOT NULL,
  value ${text} NOT NULL,
  user_id ${text} NOT NULL,
  number DOUBLE PRECISION,
  PRIMARY KEY (tenant, field, value, user_id)
) ${clustered};

-- The jti of client assertions that were used, until they expire (RFC 7523 §3).
CREATE TABLE used_assertion (
  tenant ${text} NOT NULL,
  client_id ${text} NOT NULL,
  jti ${text} NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, client_id, jti)
) ${clustered};
