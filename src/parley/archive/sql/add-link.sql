INSERT INTO link (report, other, keys, chance) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (report, other) DO UPDATE SET keys = ?3, chance = ?4
