-- Bytes as they were found; `packed` is zlib.
CREATE TABLE original (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  size INTEGER NOT NULL,
  packed BLOB NOT NULL
) STRICT;

-- Texts of reports, letter for letter; the digest is that of the UTF-8. Texts that differ in blanks alone are one report.
-- The digests of originals and the ids of reports are the only indexes that grow at random places.
CREATE TABLE text (
  id INTEGER PRIMARY KEY,
  report TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  content TEXT NOT NULL,
  UNIQUE (report, digest)
) STRICT;

-- One report as it was made of one original under one name by one version of the extractor.
-- `described` is the report without its text (MessagePack); the digest covers all but the time of adding.
CREATE TABLE sighting (
  id INTEGER PRIMARY KEY,
  original INTEGER NOT NULL REFERENCES original (id),
  text INTEGER NOT NULL REFERENCES text (id),
  extractor INTEGER NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  file TEXT NOT NULL,
  outlet TEXT,
  title TEXT,
  day TEXT,
  described BLOB NOT NULL,
  added TEXT NOT NULL,
  UNIQUE (original, extractor, digest)
) STRICT;
CREATE INDEX sighting_text ON sighting (text);

-- What an engine read: `report` is the digest of the report apart from where it was found, `form` that of the
-- fields of a reading, so that a reading of other fields is never taken for one of these; `packed` is zlib.
CREATE TABLE reading (
  id INTEGER PRIMARY KEY,
  report BLOB NOT NULL CHECK (length(report) = 32),
  engine TEXT NOT NULL,
  version TEXT NOT NULL,
  form TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  size INTEGER NOT NULL,
  packed BLOB NOT NULL,
  UNIQUE (report, engine, version, form)
) STRICT;

CREATE VIRTUAL TABLE sought USING fts5 (
  content, content = 'text', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER text_is_sought AFTER INSERT ON text BEGIN
  INSERT INTO sought (rowid, content) VALUES (new.id, new.content);
END;

CREATE TRIGGER original_stays BEFORE UPDATE ON original BEGIN SELECT raise(ABORT, 'originals stay as they are'); END;
CREATE TRIGGER original_is_kept BEFORE DELETE ON original BEGIN SELECT raise(ABORT, 'originals are kept'); END;
CREATE TRIGGER text_stays BEFORE UPDATE ON text BEGIN SELECT raise(ABORT, 'texts stay as they are'); END;
CREATE TRIGGER text_is_kept BEFORE DELETE ON text BEGIN SELECT raise(ABORT, 'texts are kept'); END;
