SELECT story.name, count(member.report) FROM story LEFT JOIN member ON member.story = story.id
GROUP BY story.id ORDER BY story.name
