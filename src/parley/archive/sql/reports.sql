SELECT sighting.described, text.content
FROM sighting JOIN text ON text.id = sighting.text
WHERE sighting.extractor = (SELECT max(extractor) FROM sighting AS later WHERE later.original = sighting.original)
ORDER BY sighting.digest
