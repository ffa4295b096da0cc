-- Which node does which piece of background work, and until when unless it renews that.
CREATE TABLE lease (
  tenant ${text} NOT NULL,
  name ${text} NOT NULL,
  owner ${text} NOT NULL,
  fence BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, name)
) ${clustered};

-- The events that a log stream has delivered and that are too young for its position to pass them: on a shared database an
-- older one may still become visible.
CREATE TABLE log_delivery (
  tenant ${text} NOT NULL,
  stream_id ${text} NOT NULL,
  log_id ${text} NOT NULL,
  PRIMARY KEY (tenant, stream_id, log_id)
) ${clustered};
