SELECT other, chance FROM link WHERE report = ?1 AND keys >= ?2 AND chance >= ?3 ORDER BY other
