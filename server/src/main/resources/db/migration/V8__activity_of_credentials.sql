-- What the activity page asks. Read by SQLite and by PostgreSQL.

-- The sums of activity_total for one credential alone.
CREATE TABLE activity_credential (
  account_id VARCHAR(24) NOT NULL,
  credential_id VARCHAR(24) NOT NULL,
  period BIGINT NOT NULL,
  channel VARCHAR(8) NOT NULL,
  reason VARCHAR(24) NOT NULL,
  let_in BOOLEAN NOT NULL,
  calls BIGINT NOT NULL,
  PRIMARY KEY (account_id, credential_id, period, channel, reason, let_in)
);
INSERT INTO activity_credential
  SELECT account_id, credential_id, period, channel, reason, let_in, SUM(calls)
  FROM activity_hour
  GROUP BY account_id, credential_id, period, channel, reason, let_in;

-- Denied calls are few among many, and are looked for by themselves.
CREATE INDEX activity_hour_denied ON activity_hour (account_id, period)
  WHERE reason NOT IN ('listed', 'unrestricted');
CREATE INDEX activity_day_denied ON activity_day (account_id, period)
  WHERE reason NOT IN ('listed', 'unrestricted');
