"""`python -m dondoc` is the `dondoc` command."""

import sys

from dondoc.cli import main

sys.exit(main())
