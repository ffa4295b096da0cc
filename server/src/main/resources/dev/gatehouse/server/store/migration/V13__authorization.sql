-- Authorization requests that somebody is signing in for. Their secrets are in the browser alone; here are the hashes.
CREATE TABLE authorization_transaction (
  tenant ${text} NOT NULL,
  hash ${text} NOT NULL,
  expires_at BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (tenant, hash)
);
CREATE INDEX authorization_transaction_expiry ON authorization_transaction (tenant, expires_at);

-- Authorization codes, by their hashes. A used one stays for a while, so that its second use is noticed.
CREATE TABLE authorization_code (
  tenant ${text} NOT NULL,
  hash ${text} NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  body TEXT NOT NULL,
  PRIMARY KEY (tenant, hash)
);
CREATE INDEX authorization_code_expiry ON authorization_code (tenant, expires_at);
