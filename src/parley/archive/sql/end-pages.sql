-- Pages that no feed names any more that is still watched, and that the user did not name.
UPDATE watched SET due = NULL
WHERE given IS NULL AND due IS NOT NULL AND id IN (SELECT page FROM item WHERE feed = ?1)
AND NOT EXISTS (
  SELECT 1 FROM item JOIN watched AS feed ON feed.id = item.feed WHERE item.page = watched.id AND feed.ended IS NULL
)
