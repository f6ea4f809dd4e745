INSERT INTO sought_under (shelf, key, day, report) SELECT value ->> 0, value ->> 1, ?2, ?3 FROM json_each(?1)
