-- Decided calls, counted. Read by SQLite and by PostgreSQL. Times are milliseconds since the epoch;
-- a period is named by the time it begins. The address is one client address, or the network that
-- a busy account's addresses are counted by. An empty entry_id: no entry matched.

CREATE TABLE activity_hour (
  account_id VARCHAR(24) NOT NULL,
  period BIGINT NOT NULL,
  channel VARCHAR(8) NOT NULL,
  address VARCHAR(43) NOT NULL,
  credential_id VARCHAR(24) NOT NULL,
  entry_id VARCHAR(24) NOT NULL,
  reason VARCHAR(24) NOT NULL,
  let_in BOOLEAN NOT NULL,
  calls BIGINT NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  PRIMARY KEY
    (account_id, period, channel, address, credential_id, entry_id, reason, let_in)
);

-- The same by day: what callers of late and denied attempts are read from.
CREATE TABLE activity_day (
  account_id VARCHAR(24) NOT NULL,
  period BIGINT NOT NULL,
  channel VARCHAR(8) NOT NULL,
  address VARCHAR(43) NOT NULL,
  credential_id VARCHAR(24) NOT NULL,
  entry_id VARCHAR(24) NOT NULL,
  reason VARCHAR(24) NOT NULL,
  let_in BOOLEAN NOT NULL,
  calls BIGINT NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  PRIMARY KEY
    (account_id, period, channel, address, credential_id, entry_id, reason, let_in)
);
CREATE INDEX activity_day_by_address ON activity_day (account_id, address, period);
CREATE INDEX activity_day_by_time ON activity_day (account_id, let_in, last_at);

-- The sums a chart is drawn from: a few rows an hour, however many addresses there were.
CREATE TABLE activity_total (
  account_id VARCHAR(24) NOT NULL,
  period BIGINT NOT NULL,
  channel VARCHAR(8) NOT NULL,
  reason VARCHAR(24) NOT NULL,
  let_in BOOLEAN NOT NULL,
  calls BIGINT NOT NULL,
  PRIMARY KEY (account_id, period, channel, reason, let_in)
);

-- What each entry let in, by day and credential.
CREATE TABLE activity_entry (
  account_id VARCHAR(24) NOT NULL,
  entry_id VARCHAR(24) NOT NULL,
  period BIGINT NOT NULL,
  credential_id VARCHAR(24) NOT NULL,
  calls BIGINT NOT NULL,
  PRIMARY KEY (account_id, entry_id, period, credential_id)
);

-- When an entry or a credential last let a call in.
CREATE TABLE activity_last_use (
  account_id VARCHAR(24) NOT NULL,
  subject_id VARCHAR(24) NOT NULL,
  last_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, subject_id)
);
