UPDATE link SET keys = keys - ?3 WHERE report = ?1 AND other = ?2 AND keys >= ?4 RETURNING keys, chance
