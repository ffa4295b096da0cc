-- What was done and tried, one event a row; the log_id sorts by time.
CREATE TABLE log_event (
  tenant ${text} NOT NULL,
  log_id ${text} NOT NULL,
  at BIGINT NOT NULL,
  type ${text} NOT NULL,
  user_id ${text},
  body TEXT NOT NULL,
  PRIMARY KEY (tenant, log_id)
);
CREATE INDEX log_event_user ON log_event (tenant, user_id, log_id);
