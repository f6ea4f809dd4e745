SELECT
  (SELECT count(DISTINCT report) FROM text),
  (SELECT count(*) FROM sighting),
  (SELECT count(*) FROM original),
  (SELECT count(*) FROM decision)
