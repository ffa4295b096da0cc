-- The failed sign-ins with an identifier on a connection from an address, since the last one that succeeded.
CREATE TABLE failed_sign_in (
  tenant ${text} NOT NULL,
  identifier ${text} NOT NULL,
  connection ${text} NOT NULL,
  ip ${text} NOT NULL,
  failures BIGINT NOT NULL,
  failed_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, identifier, connection, ip)
) ${clustered};

-- When an address has all of its attempts back that a stage allows: later than now by one rate for each that it has used.
CREATE TABLE address_throttle (
  tenant ${text} NOT NULL,
  ip ${text} NOT NULL,
  stage ${text} NOT NULL,
  recovered_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, ip, stage)
) ${clustered};

-- What is refused whatever its signature says: the jti of access tokens, with the audience it was blacklisted for, and the kid of
-- signing keys.
CREATE TABLE revocation (
  tenant ${text} NOT NULL,
  kind ${text} NOT NULL,
  id ${text} NOT NULL,
  audience ${text} NOT NULL,
  revoked_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, kind, id, audience)
) ${clustered};

-- The few events that are counted, so that a count does not look at all the others.
CREATE INDEX log_event_counted ON log_event (tenant, type, log_id)
  WHERE type IN ('s', 'sepft', 'ss', 'pwd_leak');
