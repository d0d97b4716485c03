-- What the entries of an account let in on the days asked about. Read by SQLite and by PostgreSQL.
CREATE INDEX activity_entry_by_day ON activity_entry (account_id, period, entry_id);
