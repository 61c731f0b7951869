"""What ``spark-submit`` runs: ``knell`` with the words that stand behind this file's name."""

from knell.cli import main

if __name__ == "__main__":
    main()
