DELETE FROM telling
