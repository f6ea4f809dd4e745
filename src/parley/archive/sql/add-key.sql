INSERT INTO sought_under (key, day, report) SELECT value, ?2, ?3 FROM json_each(?1)
