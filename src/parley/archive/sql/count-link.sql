UPDATE link SET keys = keys - ?3
WHERE report = (SELECT id FROM signature WHERE report = ?1) AND other = (SELECT id FROM signature WHERE report = ?2) AND keys >= ?4
RETURNING keys, chance
