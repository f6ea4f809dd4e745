INSERT INTO link (report, other, keys, chance) VALUES (
  (SELECT id FROM signature WHERE report = ?1), (SELECT id FROM signature WHERE report = ?2), ?3, ?4
) ON CONFLICT (report, other) DO UPDATE SET keys = ?3, chance = ?4
