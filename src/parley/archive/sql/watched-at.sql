SELECT id, address, given, kind, title, folder, story, added, ended, etag, modified, asked, answered, changed, due, barred, failures, why
FROM watched WHERE address = ?1
