-- The row key of a user is a small integer in the order of creation, which all that searches read is kept by.
CREATE TABLE users_v11 (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant TEXT NOT NULL,
  user_id TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (tenant, user_id)
);
INSERT INTO users_v11 (tenant, user_id, body) SELECT tenant, user_id, body FROM users ORDER BY sequence, tenant, user_id;
DROP TABLE users;
ALTER TABLE users_v11 RENAME TO users;
-- The row key is the end of every index.
CREATE INDEX users_order ON users (tenant);

-- One token field=value for each scalar of a user, with its tenant before it: see Token.
CREATE VIRTUAL TABLE user_token USING fts5(
  tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii tokenchars ''.-_@|+=:~'''
);

-- What ranges and sorts walk, in the order of the values: see Term.
CREATE TABLE user_value (
  field INTEGER NOT NULL,
  value TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  least INTEGER NOT NULL,
  PRIMARY KEY (field, value, sequence)
) WITHOUT ROWID;

DROP TABLE user_term;

-- Users of before, until the server has brought them into the tables above, which it does before it serves.
CREATE TABLE user_unindexed (
  tenant TEXT NOT NULL,
  user_id TEXT NOT NULL,
  PRIMARY KEY (tenant, user_id)
) WITHOUT ROWID;
INSERT INTO user_unindexed (tenant, user_id) SELECT tenant, user_id FROM users;
