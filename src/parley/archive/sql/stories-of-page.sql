SELECT story FROM watched WHERE id = ?1 AND story IS NOT NULL
UNION
SELECT feed.story FROM item JOIN watched AS feed ON feed.id = item.feed WHERE item.page = ?1 AND feed.story IS NOT NULL
ORDER BY 1
