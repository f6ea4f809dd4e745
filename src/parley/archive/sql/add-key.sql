INSERT INTO sought_under (key, day, report) VALUES (?1, ?2, ?3)
