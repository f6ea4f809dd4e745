DELETE FROM found_by
