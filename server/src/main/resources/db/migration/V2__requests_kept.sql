-- What senders may ask about again: answers filed under their keys, outcomes of bulk requests.

-- An answer is missing while the first try is under way, and for ever where it was cut short.
CREATE TABLE idempotency_key (
  account_id VARCHAR(24) NOT NULL,
  key_hash CHAR(64) NOT NULL,
  request_hash CHAR(64) NOT NULL,
  holder VARCHAR(24) NOT NULL,
  begun_at BIGINT NOT NULL,
  answer TEXT,
  PRIMARY KEY (account_id, key_hash)
);
CREATE INDEX idempotency_key_by_time ON idempotency_key (begun_at);

CREATE TABLE bulk_email (
  account_id VARCHAR(24) NOT NULL,
  bulk_id VARCHAR(24) NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  outcomes TEXT NOT NULL,
  PRIMARY KEY (account_id, bulk_id)
);
CREATE INDEX bulk_email_by_time ON bulk_email (account_id, created_at);
