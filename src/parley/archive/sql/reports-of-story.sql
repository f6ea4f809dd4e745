SELECT sighting.described, text.content
FROM story
JOIN member ON member.story = story.id
JOIN text ON text.report = member.report
JOIN sighting ON sighting.text = text.id
WHERE story.name = ?1
AND sighting.extractor = (SELECT max(extractor) FROM sighting AS later WHERE later.original = sighting.original)
ORDER BY sighting.digest
