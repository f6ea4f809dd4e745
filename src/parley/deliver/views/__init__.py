"""View models: what each part of the page shows, worked out before any markup is written."""
