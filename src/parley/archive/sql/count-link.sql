UPDATE link SET keys = keys + ?3 WHERE report = ?1 AND other = ?2
