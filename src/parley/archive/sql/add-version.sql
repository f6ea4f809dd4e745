INSERT INTO version (page, sighting, report, seen)
SELECT ?1, sighting.id, ?4, ?5
FROM original JOIN sighting ON sighting.original = original.id
WHERE original.digest = ?2 AND sighting.digest = ?3
ORDER BY sighting.id DESC LIMIT 1
