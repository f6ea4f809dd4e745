INSERT INTO decision (digest, content) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM decision WHERE digest = ?1)
