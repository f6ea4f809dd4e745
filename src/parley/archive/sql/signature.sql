SELECT size, content FROM signature WHERE report = ?1
