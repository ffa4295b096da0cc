-- What nodes tell each other. A topic has another version after each change to what they keep in memory of it.
CREATE TABLE change_version (
  tenant ${text} NOT NULL,
  topic ${text} NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (tenant, topic)
) ${clustered};

-- When a tenant has all of its burst back, in microseconds since 1970: later than now by the time of one request for each that
-- it has sent.
CREATE TABLE request_rate (
  tenant ${text} NOT NULL,
  recovered_at BIGINT NOT NULL,
  PRIMARY KEY (tenant)
) ${clustered};

-- How often a client was not authenticated from an address, and when that was last.
CREATE TABLE failed_authentication (
  tenant ${text} NOT NULL,
  client_hash ${text} NOT NULL,
  address ${text} NOT NULL,
  failures BIGINT NOT NULL,
  failed_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, client_hash, address)
) ${clustered};
CREATE INDEX failed_authentication_age ON failed_authentication (tenant, failed_at);
