INSERT INTO sought (sought, rank) VALUES ('integrity-check', 1)
