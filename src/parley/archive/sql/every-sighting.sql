SELECT sighting.digest, sighting.extractor, text.digest, original.digest, sighting.described
FROM sighting JOIN text ON text.id = sighting.text JOIN original ON original.id = sighting.original
