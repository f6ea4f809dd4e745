-- With the versions that a page was before: a moment may be one at which they counted.
SELECT sighting.described, text.content
FROM sighting JOIN text ON text.id = sighting.text
WHERE sighting.extractor = (SELECT max(extractor) FROM sighting AS later WHERE later.original = sighting.original)
AND (?1 IS NULL OR text.report IN (
  SELECT member.report FROM member JOIN story ON story.id = member.story WHERE story.name = ?1
))
ORDER BY sighting.digest
