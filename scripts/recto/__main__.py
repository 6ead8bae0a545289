"""`python -m recto`, for where the console script is not on the path."""

from recto.cli import main

if __name__ == "__main__":
    main(prog_name="recto")
