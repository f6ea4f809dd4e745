"""Watch: feeds and pages asked when their time has come; what is new or changed is kept, read and told."""
