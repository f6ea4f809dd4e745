SELECT other, keys, chance FROM link WHERE report = ?1 ORDER BY other
