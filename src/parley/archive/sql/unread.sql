SELECT DISTINCT report FROM version WHERE id > (SELECT coalesce(max(version), 0) FROM round) AND id <= ?1
ORDER BY report
