"""``python -m knell``: the same as the ``knell`` command."""

from __future__ import annotations

from knell.cli import main

if __name__ == "__main__":
    main()
