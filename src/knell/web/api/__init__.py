"""The JSON API under ``/api/v1``: what its requests and answers look like, and how it says what is wrong."""
