INSERT INTO visit (reader, story, seen, sighting, decision, found, reports)
SELECT ?1, (SELECT id FROM story WHERE name = ?2), ?3, ?4, ?5, ?6, ?7
