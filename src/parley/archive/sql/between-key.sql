SELECT count(*) FROM (
  SELECT 1 FROM sought_under WHERE key = ?1 AND (day, report) > (?2, ?3) AND (day, report) < (?4, ?5) LIMIT ?6
)
