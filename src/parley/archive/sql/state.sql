-- All by which what is read from an archive may change; what only says that it was looked at is no part of it.
SELECT
  (SELECT coalesce(max(id), 0) FROM sighting),
  (SELECT coalesce(max(id), 0) FROM version),
  (SELECT coalesce(max(id), 0) FROM decision),
  (SELECT coalesce(max(id), 0) FROM story),
  (SELECT count(*) FROM member),
  (SELECT group_concat(name || ' ' || value, ' ') FROM (SELECT name, value FROM found_by ORDER BY name))
