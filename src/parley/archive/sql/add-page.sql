INSERT INTO watched (address, kind, title, added, due) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING
