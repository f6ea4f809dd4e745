-- The words of each report that tell most, in the order of the stream: day, 0 for none, then id. A list in JSON.
CREATE TABLE telling (
  day INTEGER NOT NULL,
  report TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (day, report)
) STRICT, WITHOUT ROWID;

-- The stretches of the stream, each by the place where it begins: how many reports it has, and which words are common
-- around it, with how rare they still are, an object in JSON.
CREATE TABLE stretch (
  day INTEGER NOT NULL,
  report TEXT NOT NULL,
  reports INTEGER NOT NULL,
  common TEXT NOT NULL,
  PRIMARY KEY (day, report)
) STRICT, WITHOUT ROWID;
