-- What is due at ?1, or, where ?2, all that the user named and no server bars; after the row ?3; pages (?4) or not; of a story.
SELECT id, address, given, kind, title, folder, story, added, ended, etag, modified, asked, answered, changed, due, barred, failures, why
FROM watched INDEXED BY watched_due
WHERE due IS NOT NULL AND id > ?3 AND (kind = 'page') = ?4 AND ended IS NULL
AND (due <= ?1 OR (?2 AND given IS NOT NULL AND (barred IS NULL OR barred <= ?1)))
AND (?5 IS NULL OR story = ?5 OR EXISTS (
  SELECT 1 FROM item JOIN watched AS feed ON feed.id = item.feed WHERE item.page = watched.id AND feed.story = ?5
))
ORDER BY id LIMIT ?6
