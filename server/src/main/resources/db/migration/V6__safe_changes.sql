-- Changes that go back by themselves.

-- One row for each revision that was made with a deadline; it waits while it has no outcome. Of one
-- list at most one waits.
CREATE TABLE allowlist_deadline (
  account_id VARCHAR(24) NOT NULL,
  credential_id VARCHAR(24) NOT NULL,
  revision BIGINT NOT NULL,
  mode_before VARCHAR(16) NOT NULL,
  due_at BIGINT NOT NULL,
  outcome VARCHAR(16),
  settled_at BIGINT,
  settled_by VARCHAR(300),
  PRIMARY KEY (account_id, credential_id, revision),
  FOREIGN KEY (account_id, credential_id, revision)
    REFERENCES allowlist_history (account_id, credential_id, revision)
);
CREATE UNIQUE INDEX allowlist_deadline_waiting
  ON allowlist_deadline (account_id, credential_id) WHERE outcome IS NULL;
CREATE INDEX allowlist_deadline_by_time ON allowlist_deadline (due_at) WHERE outcome IS NULL;
