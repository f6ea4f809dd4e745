INSERT INTO found_in (report, named) VALUES (?1, ?2) ON CONFLICT (report) DO UPDATE SET named = ?2 WHERE named <> ?2
