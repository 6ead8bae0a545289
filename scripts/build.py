"""The build script: raw text files in `sources/`, a searchable site in `site/`.

Run it with the project's own Python: `.venv/bin/python scripts/build.py`. It is the same as
`recto build`.
"""

import sys

from recto.cli import main

if __name__ == "__main__":
    main(["build", *sys.argv[1:]])
