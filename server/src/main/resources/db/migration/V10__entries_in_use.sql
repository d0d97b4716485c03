-- Which addresses came in by an entry.
CREATE INDEX activity_day_by_entry ON activity_day (account_id, entry_id, period);

-- Advice on an entry that a member does not want to read again for a while.
CREATE TABLE advice_dismissed (
  account_id VARCHAR(24) NOT NULL REFERENCES account (account_id),
  entry_id VARCHAR(24) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  dismissed_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, entry_id, kind)
);
