-- An address that is asked again and again: a feed, a page, or an article that a feed holds in full ('item', never asked).
-- `given` is the address as the user named it, NULL for what only feeds name. `due` is NULL where nothing is to be
-- asked, `barred` the time before which the server wants to be left alone. All times are ISO in UTC.
CREATE TABLE watched (
  id INTEGER PRIMARY KEY,
  address TEXT NOT NULL UNIQUE,
  given TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('unknown', 'feed', 'page', 'item')),
  title TEXT,
  folder TEXT NOT NULL DEFAULT '[]',
  story TEXT,
  added TEXT NOT NULL,
  ended TEXT,
  etag TEXT,
  modified TEXT,
  asked TEXT,
  answered TEXT,
  changed TEXT,
  due TEXT,
  barred TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  why TEXT
) STRICT;
CREATE INDEX watched_due ON watched (id, due) WHERE due IS NOT NULL;

-- What a feed said of one article, and which page that is; `told` is the digest of it, so that a feed that says
-- something else of the same article adds a row. `why` is there where the item leads to no page.
CREATE TABLE item (
  id INTEGER PRIMARY KEY,
  feed INTEGER NOT NULL REFERENCES watched (id),
  identity BLOB NOT NULL CHECK (length(identity) = 32),
  told BLOB NOT NULL CHECK (length(told) = 32),
  page INTEGER REFERENCES watched (id),
  title TEXT,
  author TEXT,
  published TEXT,
  why TEXT,
  seen TEXT NOT NULL,
  UNIQUE (feed, identity, told)
) STRICT;
CREATE INDEX item_page ON item (page) WHERE page IS NOT NULL;

-- Each report that a page was, one after the other: a page that changes adds a row, and so does one that changes back.
CREATE TABLE version (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  page INTEGER NOT NULL REFERENCES watched (id),
  sighting INTEGER NOT NULL REFERENCES sighting (id),
  report TEXT NOT NULL,
  seen TEXT NOT NULL
) STRICT;
CREATE INDEX version_page ON version (page, id);
CREATE INDEX version_sighting ON version (sighting);
CREATE INDEX version_report ON version (report);

-- Up to which version all reports are read: what came after it is read in the next round.
CREATE TABLE round (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL,
  ended TEXT NOT NULL
) STRICT;

CREATE TRIGGER item_stays BEFORE UPDATE ON item BEGIN SELECT raise(ABORT, 'items stay as they are'); END;
CREATE TRIGGER item_is_kept BEFORE DELETE ON item BEGIN SELECT raise(ABORT, 'items are kept'); END;
CREATE TRIGGER version_stays BEFORE UPDATE ON version BEGIN SELECT raise(ABORT, 'versions stay as they are'); END;
CREATE TRIGGER version_is_kept BEFORE DELETE ON version BEGIN SELECT raise(ABORT, 'versions are kept'); END;
