-- Read by SQLite and by PostgreSQL. Times are milliseconds since the epoch.
-- The key of each table begins with the account, so that a sharded database can spread it; members,
-- their sessions and the set-up link belong to no single account.

-- One row, locked by every change of an account, its credentials or its lists. Numbers so become
-- visible in their order, and a follower that asks "after which number" misses none.
CREATE TABLE change_counter (
  id INTEGER NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL
);
INSERT INTO change_counter (id, number) VALUES (1, 0);

-- A deleted account stays as a row with its number, so that followers learn of it.
CREATE TABLE account (
  account_id VARCHAR(24) NOT NULL PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  plan VARCHAR(100) NOT NULL,
  paused BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL,
  deleted_at BIGINT,
  change_number BIGINT NOT NULL
);
CREATE UNIQUE INDEX account_by_name ON account (name) WHERE deleted_at IS NULL;
CREATE INDEX account_by_change ON account (change_number);

CREATE TABLE account_domain (
  account_id VARCHAR(24) NOT NULL REFERENCES account (account_id),
  domain VARCHAR(253) NOT NULL,
  PRIMARY KEY (account_id, domain)
);

CREATE TABLE credential (
  account_id VARCHAR(24) NOT NULL REFERENCES account (account_id),
  credential_id VARCHAR(24) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  name VARCHAR(100) NOT NULL,
  username VARCHAR(64),
  secret_hash CHAR(64) NOT NULL,
  scopes VARCHAR(200) NOT NULL,
  paused BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, credential_id)
);
CREATE UNIQUE INDEX credential_by_username ON credential (username);
CREATE UNIQUE INDEX credential_by_secret ON credential (secret_hash);

-- The account's own list has the empty credential_id. No row: never changed.
CREATE TABLE allowlist (
  account_id VARCHAR(24) NOT NULL REFERENCES account (account_id),
  credential_id VARCHAR(24) NOT NULL,
  revision BIGINT NOT NULL,
  mode VARCHAR(16) NOT NULL,
  PRIMARY KEY (account_id, credential_id)
);

CREATE TABLE allowlist_entry (
  account_id VARCHAR(24) NOT NULL,
  credential_id VARCHAR(24) NOT NULL,
  entry_id VARCHAR(24) NOT NULL,
  place BIGINT NOT NULL,
  network VARCHAR(43) NOT NULL,
  name VARCHAR(100) NOT NULL,
  paused BOOLEAN NOT NULL,
  expires_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, credential_id, entry_id),
  FOREIGN KEY (account_id, credential_id) REFERENCES allowlist (account_id, credential_id)
);
-- The network comes first, or PostgreSQL, as long as it has not counted the rows, may look an entry
-- up by its list through this index and read the whole list for each.
CREATE UNIQUE INDEX allowlist_entry_by_network
  ON allowlist_entry (network, account_id, credential_id);

-- What each revision took away and put in, as JSON; an entry that was edited is in both.
CREATE TABLE allowlist_history (
  account_id VARCHAR(24) NOT NULL,
  credential_id VARCHAR(24) NOT NULL,
  revision BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  actor_kind VARCHAR(16) NOT NULL,
  actor_id VARCHAR(24) NOT NULL,
  actor_name VARCHAR(300) NOT NULL,
  actor_address VARCHAR(43),
  kind VARCHAR(16) NOT NULL,
  mode_after VARCHAR(16) NOT NULL,
  removed TEXT NOT NULL,
  added TEXT NOT NULL,
  PRIMARY KEY (account_id, credential_id, revision),
  FOREIGN KEY (account_id, credential_id) REFERENCES allowlist (account_id, credential_id)
);

-- Who changed accounts, credentials and members, and who signed in.
CREATE TABLE audit (
  account_id VARCHAR(24) NOT NULL REFERENCES account (account_id),
  audit_id VARCHAR(24) NOT NULL,
  made_at BIGINT NOT NULL,
  actor_kind VARCHAR(16) NOT NULL,
  actor_id VARCHAR(24) NOT NULL,
  actor_name VARCHAR(300) NOT NULL,
  actor_address VARCHAR(43),
  action VARCHAR(32) NOT NULL,
  subject_id VARCHAR(24) NOT NULL,
  subject_name VARCHAR(300) NOT NULL,
  PRIMARY KEY (account_id, audit_id)
);
CREATE INDEX audit_by_time ON audit (account_id, made_at);

CREATE TABLE member (
  member_id VARCHAR(24) NOT NULL PRIMARY KEY,
  email VARCHAR(254) NOT NULL,
  password_hash VARCHAR(200) NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX member_by_email ON member (email);

CREATE TABLE membership (
  account_id VARCHAR(24) NOT NULL REFERENCES account (account_id),
  member_id VARCHAR(24) NOT NULL REFERENCES member (member_id),
  role VARCHAR(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, member_id)
);
CREATE INDEX membership_by_member ON membership (member_id);

CREATE TABLE member_session (
  session_id VARCHAR(24) NOT NULL PRIMARY KEY,
  member_id VARCHAR(24) NOT NULL REFERENCES member (member_id),
  account_id VARCHAR(24) NOT NULL,
  secret_hash CHAR(64) NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX member_session_by_secret ON member_session (secret_hash);
CREATE INDEX member_session_by_member ON member_session (member_id);
CREATE INDEX member_session_by_account ON member_session (account_id);

-- One row at most: only the newest link counts.
CREATE TABLE setup_link (
  id INTEGER NOT NULL PRIMARY KEY,
  secret_hash CHAR(64) NOT NULL,
  expires_at BIGINT NOT NULL
);
