"""``python -m wijkmap.cli``: the same as ``wijkmap``."""

import sys

from wijkmap.cli import main

sys.exit(main())
