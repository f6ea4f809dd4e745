CREATE TABLE story (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE member (
  story INTEGER NOT NULL REFERENCES story (id),
  report TEXT NOT NULL,
  PRIMARY KEY (story, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_report ON member (report);

-- The analyst's decisions, in the order in which they were made or imported; nothing in it is ever changed.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  content BLOB NOT NULL
) STRICT;
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT raise(ABORT, 'decisions stay as they are'); END;
CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision BEGIN SELECT raise(ABORT, 'decisions are kept'); END;
