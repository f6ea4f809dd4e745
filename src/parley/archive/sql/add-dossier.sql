INSERT INTO dossier (made_of, digest, size, packed) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING
