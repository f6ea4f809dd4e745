-- The address to which another has moved takes over what the user said of that one.
UPDATE watched SET
  given = coalesce(given, address), title = coalesce(title, ?2), folder = CASE WHEN folder = '[]' THEN ?3 ELSE folder END,
  story = coalesce(story, ?4), ended = NULL, due = coalesce(due, ?5)
WHERE id = ?1
