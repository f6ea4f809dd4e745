INSERT INTO visit (reader, story, seen, sighting, decision)
SELECT ?1, (SELECT id FROM story WHERE name = ?2), ?3, ?4, ?5
