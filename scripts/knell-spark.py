"""What ``spark-submit`` runs: ``knell`` with the words that stand behind this file's name."""

from knell.cli import main

main()
