SELECT size, packed FROM original WHERE digest = ?1
