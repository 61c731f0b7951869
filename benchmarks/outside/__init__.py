"""What knell is measured beside: other programs, each in a process of its own, some in an environment of their own."""
