SELECT other, keys, chance FROM link WHERE report = ?1 AND other = ?2
