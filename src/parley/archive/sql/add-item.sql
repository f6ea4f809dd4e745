INSERT INTO item (feed, identity, told, page, title, author, published, why, seen)
VALUES (
  :feed, :identity, :told, (SELECT id FROM watched WHERE address = :address),
  :title, :author, :published, :why, :seen
)
ON CONFLICT DO NOTHING
