"""The files a release is written in, by format; each module writes rows as they come, and counts them again."""
