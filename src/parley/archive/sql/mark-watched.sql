UPDATE watched SET
  kind = :kind, title = coalesce(title, :title), etag = :etag, modified = :modified, asked = :asked, answered = :answered,
  changed = :changed, due = CASE WHEN ended IS NULL THEN :due END, barred = :barred, failures = :failures, why = :why
WHERE id = :id
