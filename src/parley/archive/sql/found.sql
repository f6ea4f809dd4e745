SELECT text.report, file, outlet, title, day
FROM sighting JOIN text ON text.id = sighting.text
WHERE text.id = ?1
ORDER BY day IS NULL, day, file, sighting.digest
LIMIT 1
