-- What an account's list must always allow or deny: a change that would break one is refused.
CREATE TABLE allowlist_assertion (
  account_id VARCHAR(24) NOT NULL REFERENCES account (account_id),
  assertion_id VARCHAR(24) NOT NULL,
  name VARCHAR(300) NOT NULL,
  network VARCHAR(64) NOT NULL,
  expected VARCHAR(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, assertion_id)
);
