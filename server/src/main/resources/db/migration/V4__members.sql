-- What members need: second factors, invitations, links for a new password, where sessions are from.

-- Opens with the key that secrets are sealed under, and with no other. One row at most.
CREATE TABLE secret_key (
  id INTEGER NOT NULL PRIMARY KEY,
  proof VARCHAR(200) NOT NULL
);

-- The seed is sealed. Not confirmed yet: no sign-in asks for it. A time step is used once: those up
-- to used_step don't count any more.
CREATE TABLE second_factor (
  member_id VARCHAR(24) NOT NULL PRIMARY KEY REFERENCES member (member_id),
  sealed_seed VARCHAR(1500) NOT NULL,
  confirmed_at BIGINT,
  used_step BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE recovery_code (
  member_id VARCHAR(24) NOT NULL REFERENCES member (member_id),
  code_hash CHAR(64) NOT NULL,
  PRIMARY KEY (member_id, code_hash)
);

-- Someone who has shown the right password and still owes the second factor.
CREATE TABLE sign_in_step (
  secret_hash CHAR(64) NOT NULL PRIMARY KEY,
  member_id VARCHAR(24) NOT NULL REFERENCES member (member_id),
  tries_left INTEGER NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sign_in_step_by_time ON sign_in_step (expires_at);

CREATE TABLE invitation (
  account_id VARCHAR(24) NOT NULL REFERENCES account (account_id),
  invitation_id VARCHAR(24) NOT NULL,
  email VARCHAR(254) NOT NULL,
  role VARCHAR(16) NOT NULL,
  secret_hash CHAR(64) NOT NULL,
  invited_by VARCHAR(300) NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, invitation_id)
);
CREATE UNIQUE INDEX invitation_by_email ON invitation (account_id, email);
CREATE UNIQUE INDEX invitation_by_secret ON invitation (secret_hash);

-- One link a member at most: only the newest counts.
CREATE TABLE password_link (
  member_id VARCHAR(24) NOT NULL PRIMARY KEY REFERENCES member (member_id),
  account_id VARCHAR(24) NOT NULL,
  secret_hash CHAR(64) NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX password_link_by_secret ON password_link (secret_hash);

ALTER TABLE member_session ADD COLUMN address VARCHAR(43);
ALTER TABLE member_session ADD COLUMN agent VARCHAR(300);
ALTER TABLE membership ADD COLUMN seen_at BIGINT;
