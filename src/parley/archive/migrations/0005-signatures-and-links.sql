-- What of a report tells which story it belongs to, in the order of arrival. `content` is MessagePack by zlib, `size`
-- its length before that.
CREATE TABLE signature (
  id INTEGER PRIMARY KEY,
  report TEXT NOT NULL UNIQUE,
  day INTEGER NOT NULL,
  size INTEGER NOT NULL,
  content BLOB NOT NULL
) STRICT;

-- Under which numbers a report is looked for, in the order in which it is compared with its neighbours: day, then id.
CREATE TABLE sought_under (
  key INTEGER NOT NULL,
  day INTEGER NOT NULL,
  report TEXT NOT NULL,
  PRIMARY KEY (key, day, report)
) STRICT, WITHOUT ROWID;

-- The chance that two reports tell one story, both ways; `keys` counts the keys under which they are neighbours.
CREATE TABLE link (
  report TEXT NOT NULL,
  other TEXT NOT NULL,
  keys INTEGER NOT NULL,
  chance REAL NOT NULL,
  PRIMARY KEY (report, other)
) STRICT, WITHOUT ROWID;

-- Which story each report was found to tell, by the report after which the story is named. The analyst's decisions
-- stand in `decision`, apart from this.
CREATE TABLE found_in (
  report TEXT PRIMARY KEY,
  named TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX found_in_named ON found_in (named);

-- By which table of reasons, under which of the analyst's demands, and up to which sighting the rows above were made.
CREATE TABLE found_by (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
