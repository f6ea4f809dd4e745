SELECT DISTINCT report FROM text WHERE report >= ?1 AND report < ?1 || char(0x10ffff) ORDER BY report LIMIT ?2
