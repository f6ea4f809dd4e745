-- Sightings that were there at a moment: by the time of adding and by the row. Those of an older version of the extractor
-- count too: the report that they are of was there.
SELECT text.report, text.content, sighting.described, sighting.added, sighting.id
FROM sighting JOIN text ON text.id = sighting.text
WHERE sighting.added <= ?1 AND sighting.id <= ?2
AND (?3 IS NULL OR text.report IN (SELECT value FROM json_each(?3)))
ORDER BY sighting.added, sighting.digest
