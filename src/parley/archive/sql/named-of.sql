SELECT named FROM found_in WHERE report = ?1
