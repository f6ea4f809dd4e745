INSERT INTO signature (report, day, size, content) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (report) DO UPDATE SET day = ?2, size = ?3, content = ?4
