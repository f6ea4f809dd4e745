SELECT size, packed FROM dossier WHERE made_of = ?1
