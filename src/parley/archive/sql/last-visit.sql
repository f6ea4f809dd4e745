SELECT visit.seen, visit.sighting, visit.decision
FROM visit
WHERE visit.reader = ?1 AND visit.story IS (SELECT id FROM story WHERE name = ?2) AND visit.found IS NULL
ORDER BY visit.id DESC LIMIT 1
