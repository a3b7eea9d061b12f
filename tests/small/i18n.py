"""A small conference for the tests."""

from pathlib import Path

from diptych.cli import conference

main = conference(Path(__file__).parent)

if __name__ == "__main__":
    main()
