-- A mail recipient is told nothing before it was confirmed; those that were there count as that. A
-- webhook's former key signs beside the new one for a while. Read by SQLite and by PostgreSQL.

ALTER TABLE alert_target ADD COLUMN confirmed_at BIGINT;
ALTER TABLE alert_target ADD COLUMN old_key VARCHAR(500);
ALTER TABLE alert_target ADD COLUMN old_key_until BIGINT;
UPDATE alert_target SET confirmed_at = created_at;

-- Each mail that asks for a confirmation, by the id of its delivery. They outlive their target, so
-- that the bound on them holds whatever is deleted. The hash is null until the mail is made, and
-- again once the link was used.
CREATE TABLE alert_confirmation (
  account_id VARCHAR(24) NOT NULL,
  delivery_id VARCHAR(24) NOT NULL,
  target_id VARCHAR(24) NOT NULL,
  address VARCHAR(254) NOT NULL,
  asked_at BIGINT NOT NULL,
  secret_hash CHAR(64),
  expires_at BIGINT,
  PRIMARY KEY (account_id, delivery_id)
);
CREATE UNIQUE INDEX alert_confirmation_by_secret ON alert_confirmation (secret_hash);
