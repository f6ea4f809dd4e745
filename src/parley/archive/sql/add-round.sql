INSERT INTO round (version, ended) VALUES (?1, ?2)
