SELECT digest, content FROM decision
