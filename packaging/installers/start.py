"""Where the frozen program begins."""

import sys

from excerpta.__main__ import main

sys.exit(main())
