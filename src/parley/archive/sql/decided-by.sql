SELECT content FROM decision WHERE id <= ?1 ORDER BY id
