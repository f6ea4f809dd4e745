"""Changes as lines on a terminal, JSON, Markdown, a page and an Atom feed."""
