-- How often something happened that one line of the audit log stands for: wrong passwords of an hour.
-- Read by SQLite and by PostgreSQL.

ALTER TABLE audit ADD COLUMN times INTEGER NOT NULL DEFAULT 1;
