SELECT item.title, item.author, item.published, feed.title
FROM item JOIN watched AS feed ON feed.id = item.feed
WHERE item.page = ?1 ORDER BY item.id DESC LIMIT 1
