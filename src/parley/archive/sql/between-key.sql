SELECT count(*) FROM (
  SELECT 1 FROM sought_under
  WHERE shelf IN (?1, ?2) AND key = ?3 AND (day, report) > (?4, ?5) AND (day, report) < (?6, ?7) LIMIT ?8
)
