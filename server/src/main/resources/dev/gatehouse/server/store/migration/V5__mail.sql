-- The links that let a user verify an address or set a password. Their secrets are stored as hashes; those used or expired stay
-- for a while, so that the page can say so.
CREATE TABLE ticket (
  tenant ${text} NOT NULL,
  hash ${text} NOT NULL,
  purpose ${text} NOT NULL,
  user_id ${text} NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  body TEXT NOT NULL,
  PRIMARY KEY (tenant, hash)
);
CREATE INDEX ticket_user ON ticket (tenant, user_id);
CREATE INDEX ticket_expiry ON ticket (tenant, expires_at);

-- Mails: written with what causes them, and delivered afterwards. The body is encrypted, as it may hold a ticket.
CREATE TABLE mail (
  tenant ${text} NOT NULL,
  id ${text} NOT NULL,
  user_id ${text} NOT NULL,
  state ${text} NOT NULL,
  created_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX mail_due ON mail (tenant, state, due_at);
CREATE INDEX mail_user ON mail (tenant, user_id);

-- Work that was asked for through the API, and how far it is.
CREATE TABLE job (
  tenant ${text} NOT NULL,
  id ${text} NOT NULL,
  created_at BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX job_age ON job (tenant, created_at);
