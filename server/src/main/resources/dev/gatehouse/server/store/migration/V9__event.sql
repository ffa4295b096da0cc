-- What happened to a tenant's users and organizations, while somebody is subscribed.
CREATE TABLE tenant_event (
  tenant ${text} NOT NULL,
  micros BIGINT NOT NULL,
  event_id ${text} NOT NULL,
  type ${text} NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (tenant, micros, event_id)
) ${clustered};
