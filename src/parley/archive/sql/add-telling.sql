INSERT INTO telling (day, report, words) VALUES (?1, ?2, ?3) ON CONFLICT (day, report) DO UPDATE SET words = ?3
