"""When a test of hostile input says that something hangs; how fast it is, is measured in benchmarks/."""

# Seconds, so many that a busy machine never takes them: what grows with the square of its input takes minutes.
HANGS = 30
