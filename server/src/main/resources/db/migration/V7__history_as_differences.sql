-- How long a list was after each revision, so that a page of history reads its own rows alone. In
-- what was kept of an entry a quotation mark inside a name is escaped, so '{"id":"' (7 signs) begins
-- an entry and stands nowhere else.
ALTER TABLE allowlist_history ADD COLUMN entries_after BIGINT NOT NULL DEFAULT 0;

UPDATE allowlist_history SET entries_after = sums.total
FROM (
  SELECT account_id, credential_id, revision,
    SUM((LENGTH(added) - LENGTH(REPLACE(added, '{"id":"', ''))) / 7
      - (LENGTH(removed) - LENGTH(REPLACE(removed, '{"id":"', ''))) / 7)
      OVER (PARTITION BY account_id, credential_id ORDER BY revision) AS total
  FROM allowlist_history
) AS sums
WHERE allowlist_history.account_id = sums.account_id
  AND allowlist_history.credential_id = sums.credential_id
  AND allowlist_history.revision = sums.revision;

-- Entries with an expiry: while they stand on a list, and for ever where they expired on it. One
-- that goes before its time goes from here too. History shows them as notes without a number.
CREATE TABLE allowlist_expiry (
  account_id VARCHAR(24) NOT NULL,
  credential_id VARCHAR(24) NOT NULL,
  expires_at BIGINT NOT NULL,
  entry_id VARCHAR(24) NOT NULL,
  network VARCHAR(43) NOT NULL,
  name VARCHAR(100) NOT NULL,
  PRIMARY KEY (account_id, credential_id, expires_at, entry_id),
  FOREIGN KEY (account_id, credential_id) REFERENCES allowlist (account_id, credential_id)
);
INSERT INTO allowlist_expiry (account_id, credential_id, expires_at, entry_id, network, name)
  SELECT account_id, credential_id, expires_at, entry_id, network, name
  FROM allowlist_entry WHERE expires_at IS NOT NULL;
