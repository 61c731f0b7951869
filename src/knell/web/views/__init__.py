"""What the record says, brought into the shape of a page: no request, no HTML, nothing that is decided here."""
