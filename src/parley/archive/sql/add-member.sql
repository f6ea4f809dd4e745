INSERT INTO member (story, report) SELECT id, ?2 FROM story WHERE name = ?1 ON CONFLICT DO NOTHING
