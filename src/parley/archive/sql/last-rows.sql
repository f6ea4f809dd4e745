SELECT (SELECT coalesce(max(id), 0) FROM sighting), (SELECT coalesce(max(id), 0) FROM decision)
