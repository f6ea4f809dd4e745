-- When a reader last looked at a story (null: at all that the archive holds), and what was there then: the last row of
-- sightings and of decisions. Nothing in it is ever changed.
CREATE TABLE visit (
  id INTEGER PRIMARY KEY,
  reader TEXT NOT NULL,
  story INTEGER REFERENCES story (id),
  seen TEXT NOT NULL,
  sighting INTEGER NOT NULL,
  decision INTEGER NOT NULL
) STRICT;
CREATE INDEX visit_reader ON visit (reader, story);
CREATE TRIGGER visit_stays BEFORE UPDATE ON visit BEGIN SELECT raise(ABORT, 'visits stay as they are'); END;
CREATE TRIGGER visit_is_kept BEFORE DELETE ON visit BEGIN SELECT raise(ABORT, 'visits are kept'); END;
