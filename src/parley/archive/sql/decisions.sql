SELECT content FROM decision ORDER BY id
