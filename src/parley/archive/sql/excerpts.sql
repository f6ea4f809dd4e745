-- One pass over the matches from the first row to the last; the plus keeps SQLite from searching anew for each row.
SELECT rowid, snippet(sought, 0, '', '', '…', 24)
FROM sought
WHERE sought MATCH ?1 AND rowid BETWEEN ?2 AND ?3 AND +rowid IN (SELECT value FROM json_each(?4))
