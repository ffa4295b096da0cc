-- Most events are of no user: those alone are looked up by one.
DROP INDEX log_event_user;
CREATE INDEX log_event_user ON log_event (tenant, user_id, log_id) WHERE user_id IS NOT NULL;
