INSERT INTO original (digest, size, packed) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING
