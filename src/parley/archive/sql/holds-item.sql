SELECT told = ?3 FROM item WHERE feed = ?1 AND identity = ?2 ORDER BY told = ?3 DESC LIMIT 1
