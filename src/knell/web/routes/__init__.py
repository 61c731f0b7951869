"""One module a subject, each with a ``router``; all of them are part of the app."""
