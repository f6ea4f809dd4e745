SELECT 1 FROM original JOIN sighting ON sighting.original = original.id
WHERE original.digest = ?1 AND sighting.extractor = ?2 AND sighting.digest = ?3
