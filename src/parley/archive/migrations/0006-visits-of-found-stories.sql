-- Of a visit to a story that was found, which has no row in `story`: its id then, and the reports of it that were there
-- to be seen (JSON). Stories that were found may be merged and split; what a reader has seen stays seen.
ALTER TABLE visit ADD COLUMN found TEXT;
ALTER TABLE visit ADD COLUMN reports TEXT;
