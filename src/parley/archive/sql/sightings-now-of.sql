SELECT sighting.described, text.content
FROM text JOIN sighting ON sighting.text = text.id
WHERE text.report IN (SELECT value FROM json_each(?1))
AND sighting.extractor = (SELECT max(extractor) FROM sighting AS later WHERE later.original = sighting.original)
AND NOT EXISTS (
  -- A page that changed is read as it is now; what it was before stays, and is not read with it.
  SELECT 1 FROM sighting AS put JOIN version ON version.sighting = put.id
  WHERE put.original = sighting.original AND put.file = sighting.file
  AND version.report <> (SELECT report FROM version AS later WHERE later.page = version.page ORDER BY later.id DESC LIMIT 1)
)
ORDER BY sighting.digest
