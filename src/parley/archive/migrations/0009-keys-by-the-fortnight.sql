-- Keys lie together with those of the same days, and links in the order of arrival, so that a new report touches what the
-- last ones touched. What these tables held is made again with the next grouping.
DROP TABLE sought_under;
DROP TABLE link;

-- Under which numbers a report is looked for, in the order in which it is compared with its neighbours: day, then id.
-- `shelf`: 0 for what is looked for at any time, 1 for what has no day, then one for each stretch of days.
CREATE TABLE sought_under (
  shelf INTEGER NOT NULL,
  key INTEGER NOT NULL,
  day INTEGER NOT NULL,
  report TEXT NOT NULL,
  PRIMARY KEY (shelf, key, day, report)
) STRICT, WITHOUT ROWID;

-- The chance that two reports, by the ids of their signatures, tell one story, both ways; `keys` counts the keys under
-- which they are neighbours.
CREATE TABLE link (
  report INTEGER NOT NULL,
  other INTEGER NOT NULL,
  keys INTEGER NOT NULL,
  chance REAL NOT NULL,
  PRIMARY KEY (report, other)
) STRICT, WITHOUT ROWID;
