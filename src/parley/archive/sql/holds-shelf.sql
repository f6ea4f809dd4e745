SELECT 1 FROM sought_under WHERE shelf = ?1 LIMIT 1
