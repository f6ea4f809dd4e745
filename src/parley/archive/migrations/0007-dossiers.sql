-- Dossiers as they were made of what the archive held, so that the next who asks for the same need not wait. `made_of` is
-- the digest of all on which one rests. All of it can be made again; only the last few are kept. `packed` is zlib.
CREATE TABLE dossier (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  made_of BLOB NOT NULL UNIQUE CHECK (length(made_of) = 32),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  size INTEGER NOT NULL,
  packed BLOB NOT NULL
) STRICT;
