SELECT id, address, given, kind, title, folder, story, added, ended, etag, modified, asked, answered, changed, due, barred, failures, why
FROM watched WHERE address = ?1 OR given = ?1
ORDER BY ended IS NOT NULL, address <> ?1 LIMIT 1
