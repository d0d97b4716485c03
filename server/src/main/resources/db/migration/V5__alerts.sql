-- Who is told of what happens, and what there is to tell. Read by SQLite and by PostgreSQL. Times
-- are milliseconds since the epoch.

CREATE TABLE alert_target (
  account_id VARCHAR(24) NOT NULL,
  target_id VARCHAR(24) NOT NULL,
  kind VARCHAR(8) NOT NULL,
  address VARCHAR(2048) NOT NULL,
  events VARCHAR(100) NOT NULL,
  sealed_key VARCHAR(500),
  created_by VARCHAR(254) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, target_id)
);

-- Both the queue and its log: next_at is when a waiting delivery is tried (again), and null once
-- nothing more is to be done. Who takes one puts next_at off by as long as the try may take.
CREATE TABLE alert_delivery (
  account_id VARCHAR(24) NOT NULL,
  delivery_id VARCHAR(24) NOT NULL,
  target_id VARCHAR(24) NOT NULL,
  kind VARCHAR(8) NOT NULL,
  event VARCHAR(32) NOT NULL,
  subject VARCHAR(200) NOT NULL,
  body TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  state VARCHAR(12) NOT NULL,
  attempts INTEGER NOT NULL,
  next_at BIGINT,
  tried_at BIGINT,
  took BIGINT,
  status INTEGER,
  answer VARCHAR(1000),
  PRIMARY KEY (account_id, delivery_id)
);
CREATE INDEX alert_delivery_due ON alert_delivery (next_at);
CREATE INDEX alert_delivery_by_target ON alert_delivery (account_id, target_id, made_at);

-- How far each subject was told of: a list by revision, denied calls by time.
CREATE TABLE alert_cursor (
  account_id VARCHAR(24) NOT NULL,
  subject VARCHAR(40) NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (account_id, subject)
);

-- Entries whose expiry was told of, so many days before.
CREATE TABLE alert_expiry (
  account_id VARCHAR(24) NOT NULL,
  credential_id VARCHAR(24) NOT NULL,
  entry_id VARCHAR(24) NOT NULL,
  expires_at BIGINT NOT NULL,
  days INTEGER NOT NULL,
  PRIMARY KEY (account_id, credential_id, entry_id, expires_at, days)
);
