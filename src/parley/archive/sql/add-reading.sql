INSERT INTO reading (report, engine, version, form, digest, size, packed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT DO NOTHING
