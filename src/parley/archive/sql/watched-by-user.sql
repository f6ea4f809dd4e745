SELECT id, address, given, kind, title, folder, story, added, ended, etag, modified, asked, answered, changed, due, barred, failures, why
FROM watched WHERE given IS NOT NULL AND ended IS NULL
ORDER BY folder, lower(coalesce(title, address)), address
