-- Every version of a page that a feed of a story names belongs to the story.
INSERT INTO member (story, report)
SELECT story.id, version.report FROM version, story WHERE version.page = ?1 AND story.name = ?2
ON CONFLICT DO NOTHING
