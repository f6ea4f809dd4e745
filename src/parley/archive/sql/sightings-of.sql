SELECT sighting.described, text.content
FROM text JOIN sighting ON sighting.text = text.id
WHERE text.report IN (SELECT value FROM json_each(?1))
AND sighting.extractor = (SELECT max(extractor) FROM sighting AS later WHERE later.original = sighting.original)
ORDER BY sighting.digest
