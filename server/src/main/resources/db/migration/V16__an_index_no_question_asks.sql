-- Read by SQLite and by PostgreSQL. No statement asks by this index, and with each count that is
-- written to a row, its entry there moved.
DROP INDEX activity_day_by_time;
