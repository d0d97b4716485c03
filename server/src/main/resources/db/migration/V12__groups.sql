-- Networks of published range files, kept on a list as one group. Read by SQLite and by PostgreSQL.
-- Times are milliseconds since the epoch.
ALTER TABLE allowlist_entry ADD COLUMN group_id VARCHAR(24);
CREATE INDEX allowlist_entry_by_group
  ON allowlist_entry (account_id, credential_id, group_id) WHERE group_id IS NOT NULL;

-- A group is on its list while an entry names it. Its row stays when the last one goes, for a
-- restore may bring them back. next_at is when the file is looked at (again); who does so puts it
-- off by as long as that may take.
CREATE TABLE allowlist_group (
  account_id VARCHAR(24) NOT NULL,
  credential_id VARCHAR(24) NOT NULL,
  group_id VARCHAR(24) NOT NULL,
  url VARCHAR(2048),
  file_name VARCHAR(200) NOT NULL,
  format VARCHAR(32) NOT NULL,
  filter VARCHAR(2000) NOT NULL,
  family VARCHAR(8) NOT NULL,
  daily BOOLEAN NOT NULL,
  elsewhere INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  fetched_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  etag VARCHAR(300),
  failures INTEGER NOT NULL,
  error VARCHAR(500),
  error_since BIGINT,
  waiting VARCHAR(1000),
  next_at BIGINT,
  PRIMARY KEY (account_id, credential_id, group_id),
  FOREIGN KEY (account_id, credential_id) REFERENCES allowlist (account_id, credential_id)
);
CREATE INDEX allowlist_group_by_time ON allowlist_group (next_at);
