"""Evidence for claims, as files a person can check without knell, years later, on any machine."""
