INSERT INTO stretch (day, report, reports, common) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (day, report) DO UPDATE SET reports = ?3, common = ?4
