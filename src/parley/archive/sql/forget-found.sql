DELETE FROM found_in
