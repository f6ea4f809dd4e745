DELETE FROM stretch
