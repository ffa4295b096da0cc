-- The row key of a user is a number in the order of creation, unique in its tenant.
-- Two nodes may have drawn the same microsecond: then the tenant's users are numbered anew, in their order.
UPDATE users u SET sequence = d.place
  FROM (
    SELECT tenant, user_id, MIN(sequence) OVER (PARTITION BY tenant)
      + ROW_NUMBER() OVER (PARTITION BY tenant ORDER BY sequence, user_id) - 1 AS place FROM users
  ) d
  WHERE u.tenant = d.tenant AND u.user_id = d.user_id
    AND u.tenant IN (SELECT tenant FROM users GROUP BY tenant, sequence HAVING COUNT(*) > 1);
DROP INDEX users_order;
DROP INDEX users_email;
CREATE UNIQUE INDEX users_order ON users (tenant, sequence);
ALTER TABLE users DROP COLUMN email;

-- One token field=value for each scalar of a user, with its tenant before it: see Token.
ALTER TABLE users ADD COLUMN tokens TEXT[];
CREATE INDEX users_tokens ON users USING gin (tokens);

-- What ranges, sorts and wildcards walk, in the order of the values: see Term.
CREATE TABLE user_value (
  field BIGINT NOT NULL,
  value ${text} NOT NULL,
  sequence BIGINT NOT NULL,
  least SMALLINT NOT NULL,
  PRIMARY KEY (field, value, sequence)
);

DROP TABLE user_term;

-- Users of before, until a server has brought them into what is above, which it does before it serves.
CREATE TABLE user_unindexed (
  tenant ${text} NOT NULL,
  user_id ${text} NOT NULL,
  PRIMARY KEY (tenant, user_id)
);
INSERT INTO user_unindexed (tenant, user_id) SELECT tenant, user_id FROM users;
