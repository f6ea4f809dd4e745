SELECT sighting.id, text.report
FROM sighting JOIN text ON text.id = sighting.text
WHERE sighting.id > ?1
ORDER BY sighting.id
LIMIT ?2
