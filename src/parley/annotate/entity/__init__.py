"""How the cast of a report is found: names, roles, descriptions, pronouns, parties."""
