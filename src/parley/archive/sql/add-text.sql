INSERT INTO text (report, digest, content) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING
